package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow env add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Registers an environment; connects to nothing. Its account is confirmed when it is opened first.")
final class EnvAddCommand extends EnvAction {
    @Parameters(paramLabel = "NAME", description = "1 to 40 letters, digits, '.', '_', '-' and spaces between them.")
    String name = "";

    @Mixin
    EnvironmentOptions options = new EnvironmentOptions();

    EnvAddCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Environment added;
        try {
            added = options.environment(name, null);
            file().update(known -> known.plus(added));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        return done("Added", named(file().read(), name));
    }
}
