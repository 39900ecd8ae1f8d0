package io.orderflow.cli;

import io.orderflow.operations.PortException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow env edit}. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = "Changes what the options name of an environment and leaves the rest. Of another profile or"
                + " endpoint the account is confirmed anew.")
final class EnvEditCommand extends EnvAction {
    @Parameters(paramLabel = "NAME", description = "As env list shows it.")
    String name = "";

    @Mixin
    EnvironmentOptions options = new EnvironmentOptions();

    EnvEditCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        try {
            file().update(known -> known.with(options.environment(name, named(known, name))));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        return done("Changed", named(file().read(), name));
    }
}
