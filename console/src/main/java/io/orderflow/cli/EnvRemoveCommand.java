package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code orderflow env remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Takes an environment out of the list, its protections with it. Nothing in it is touched.")
final class EnvRemoveCommand extends EnvAction {
    @Parameters(paramLabel = "NAME", description = "As env list shows it.")
    String name = "";

    EnvRemoveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Environment gone = named(file().read(), name);
        file().update(known -> known.without(name));
        return done("Removed", gone);
    }
}
