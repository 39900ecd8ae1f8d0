package io.orderflow.console.app;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The program's entry. It does not extend JavaFX's Application, so that JavaFX may come from the class path. */
public final class Launcher {
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private Launcher() {}

    /** @param args the address of an AWS-compatible server; without, AWS as the machine is set up for it */
    public static void main(String[] args) {
        JAVAFX.setLevel(Level.SEVERE); // it warns about the class path on every start
        AwsTarget target = args.length == 0
                ? new AwsTarget.Cloud(null, null)
                : new AwsTarget.Endpoint(URI.create(args[0]), null, null);
        var application = new ConsoleApplication(
                new RemoteComposition(target, ResourceNames.DEFAULT),
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                Locale.getDefault());
        System.exit(run(application));
    }

    private static int run(ConsoleApplication application) {
        try {
            application.run();
            return 0;
        } catch (NoDisplayException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
