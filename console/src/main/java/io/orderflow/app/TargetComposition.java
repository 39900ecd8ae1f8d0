package io.orderflow.app;

import io.orderflow.aws.StackFaults;
import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.StackTexts;
import io.orderflow.text.Texts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The target that the command line named, opened for the window. */
final class TargetComposition implements Composition {
    private static final Logger LOG = LoggerFactory.getLogger(TargetComposition.class);

    private final ApplicationServices services;
    private final TargetOptions options;
    private final UnaryOperator<StackOptionsBuilder> settings;
    private final List<String> settingArguments;
    private final boolean keepsNothing;

    /** @param settingArguments the settings again, for a command line */
    TargetComposition(
            ApplicationServices services,
            TargetOptions options,
            UnaryOperator<StackOptionsBuilder> settings,
            List<String> settingArguments) {
        this(services, options, settings, settingArguments, options.ephemeral());
    }

    /** @param keepsNothing whether the window leaves no trace, wherever it goes */
    TargetComposition(
            ApplicationServices services,
            TargetOptions options,
            UnaryOperator<StackOptionsBuilder> settings,
            List<String> settingArguments,
            boolean keepsNothing) {
        this.keepsNothing = keepsNothing;
        this.services = services;
        this.options = options;
        this.settings = settings;
        this.settingArguments = List.copyOf(settingArguments);
    }

    @Override
    public EnvironmentLabel initial() {
        URI endpoint = options.endpointUrl();
        Environment named = options.environment();
        if (named != null) {
            return EnvironmentLabel.of(named);
        }
        return options.cloud()
                ? new EnvironmentLabel("AWS", Tone.WARNING, "", "", endpoint == null ? "" : endpoint.getAuthority())
                : new EnvironmentLabel("Embedded", Tone.DONE, "", "", "");
    }

    @Override
    public @Nullable Environment registered() {
        return options.environment();
    }

    @Override
    public @Nullable TargetChoice choice() {
        try {
            return new TargetChoice(services, options, this);
        } catch (IllegalArgumentException | PortException e) {
            LOG.info("No other environment is offered: there is no folder for them", e);
            return null;
        }
    }

    @Override
    public Memory memory() {
        return services.memory(options, keepsNothing);
    }

    @Override
    public AwsWorkspace open(@Nullable Path folder, Progress progress, ConsoleTools tools) throws PortException {
        TargetOptions options = folder == null ? this.options : this.options.in(folder);
        TargetConnection connection = services.open(options, keepsNothing, line -> progress.update(0, -1, line));
        try {
            connection.checkAccount();
            connection.rememberAccount();
            Bootstrapper stack = connection.bootstrapper(settings);
            if (!options.cloud() && !connection.protection().readOnly()) {
                setUp(stack, progress, tools.texts());
            }
            boolean first = options.cloud() && !connection.hasStack(stack);
            return new AwsWorkspace(
                    connection,
                    stack,
                    environment(connection),
                    tools,
                    new ShellCommands(options, settingArguments),
                    OpenTools.of(connection, stack.spec()),
                    services.memory(options, keepsNothing),
                    services.homeFor(options),
                    first);
        } catch (PortException e) {
            connection.close();
            throw e;
        } catch (SetupException e) {
            connection.close();
            throw StackFaults.of(e);
        } catch (IllegalArgumentException e) {
            connection.close();
            throw new PortException(PortException.Kind.REFUSED, "setup", String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The embedded AWS belongs to whoever opens the window: its resources are made without asking. */
    private static void setUp(Bootstrapper stack, Progress progress, Texts texts) {
        var unused = stack.apply(stack.plan(), new ApplyListener() {
            @Override
            public void started(Change change, int index, int total) {
                progress.update(
                        index,
                        total,
                        texts.get(
                                "start.creating",
                                new StackTexts(texts).kind(change.resource().kind()),
                                change.resource().name()));
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        });
    }

    private EnvironmentLabel environment(TargetConnection connection) {
        AwsTarget target = connection.clients().target();
        String endpoint = connection.clients().endpoint().map(URI::getAuthority).orElse("");
        EnvironmentLabel initial = initial();
        var reached = new EnvironmentLabel(
                initial.name(),
                initial.tone(),
                connection.identity().account(),
                connection.identity().region(),
                endpoint,
                connection.options().prefix(),
                false);
        EnvironmentLabel label = reached.registeredAs(connection.protection().environment());
        return target instanceof AwsTarget.Embedded && !connection.owner() ? label.joined() : label;
    }
}
