package io.orderflow.console.app;

import io.orderflow.console.cli.TargetOptions;
import io.orderflow.console.shell.Environment;
import io.orderflow.console.task.PortException;
import io.orderflow.console.task.Progress;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.ApplyListener;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.SetupException;
import java.net.URI;

/** The target that the command line named, opened for the window. */
final class TargetComposition implements Composition {
    private final ApplicationServices services;
    private final TargetOptions options;

    TargetComposition(ApplicationServices services, TargetOptions options) {
        this.services = services;
        this.options = options;
    }

    @Override
    public Environment initial() {
        URI endpoint = options.endpointUrl();
        return options.cloud()
                ? new Environment("AWS", Tone.WARNING, "", "", endpoint == null ? "" : endpoint.getAuthority())
                : new Environment("Embedded", Tone.DONE, "", "", "");
    }

    @Override
    public AwsWorkspace open(Progress progress, ConsoleTools tools) throws PortException {
        TargetConnection connection = services.open(options, line -> progress.update(0, -1, line));
        try {
            Bootstrapper stack = connection.bootstrapper();
            if (!options.cloud()) {
                setUp(stack, progress);
            }
            return new AwsWorkspace(connection, stack, environment(connection), tools);
        } catch (SetupException e) {
            connection.close();
            throw new PortException(PortException.Kind.REFUSED, "setup", String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The embedded AWS belongs to whoever opens the window: its resources are made without asking. */
    private static void setUp(Bootstrapper stack, Progress progress) {
        var unused = stack.apply(stack.plan(), new ApplyListener() {
            @Override
            public void started(Change change, int index, int total) {
                progress.update(index, total, "Creating " + change.resource());
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        });
    }

    private Environment environment(TargetConnection connection) {
        AwsTarget target = connection.clients().target();
        String endpoint = connection.clients().endpoint().map(URI::getAuthority).orElse("");
        Environment initial = initial();
        return new Environment(
                target instanceof AwsTarget.Embedded && !connection.owner() ? "Embedded (joined)" : initial.name(),
                initial.tone(),
                connection.identity().account(),
                connection.identity().region(),
                endpoint);
    }
}
