package io.orderflow.app;

import io.orderflow.aws.MachineAwsProfiles;
import io.orderflow.cli.TargetOptions;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a window can open beside the target with which it began. */
final class TargetChoice {
    private final ApplicationServices services;
    private final boolean keepsNothing;
    private final Path home;
    private final EnvironmentsFile file;
    private final Memory window;
    private final Composition embedded;

    /**
     * @param options of the target with which it began
     * @param began that target
     * @throws IllegalArgumentException where there is no home folder
     */
    TargetChoice(ApplicationServices services, TargetOptions options, Composition began) throws PortException {
        this.services = services;
        this.keepsNothing = options.ephemeral();
        this.home = services.home();
        this.file = services.environments(options, keepsNothing);
        this.window = services.window(keepsNothing);
        var usual = new TargetOptions(false, null, null, null, "", false, home, 0);
        this.embedded = options.equals(usual) ? began : composition(usual);
    }

    EnvironmentsFile file() {
        return file;
    }

    /** What the window remembers of itself. */
    Memory window() {
        return window;
    }

    /** The embedded AWS with its default data folder. */
    Composition embedded() {
        return embedded;
    }

    Composition of(Environment registered) {
        return composition(TargetOptions.of(registered, () -> home, false, 0));
    }

    List<AwsProfile> profiles() throws PortException {
        return MachineAwsProfiles.read();
    }

    private Composition composition(TargetOptions options) {
        return new TargetComposition(services, options, UnaryOperator.identity(), List.of(), keepsNothing);
    }
}
