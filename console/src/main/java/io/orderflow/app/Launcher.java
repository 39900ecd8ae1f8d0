package io.orderflow.app;

import io.orderflow.cli.Answer;
import io.orderflow.cli.OrderflowCommand;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * The program's entry. Not an {@code Application}: the JDK's launcher would else insist on JavaFX modules before a
 * command without a window could run.
 */
public final class Launcher {
    private Launcher() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        ApplicationServices services = new ApplicationServices(System.getenv());
        prepareLogging(services);
        Answer answer = new Answer(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                new FaultTexts(new Texts(Locale.getDefault())));
        services.whenEnding(answer::end);
        System.exit(OrderflowCommand.commandLine(services, answer).execute(args));
    }

    /** Before the first logger is made: logback.xml reads the property. */
    private static void prepareLogging(ApplicationServices services) {
        try {
            Path home = services.home();
            System.setProperty("orderflow.logs", home.resolve("logs").toString());
            DataFolder.make(home);
        } catch (IllegalArgumentException noFolder) {
            // Reported by the command that needs it; until then the log is in the folder for temporary files.
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) ->
                LoggerFactory.getLogger(Launcher.class).error("Unexpected, on {}", thread.getName(), fault));
        JdkLog.install();
    }
}
