package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow env}: places to work, under names. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description =
                "Environments: an AWS, a region and a prefix under a name, for --env NAME and the window. They are"
                        + " kept in environments.json in ORDERFLOW_HOME, else in the application-data folder.")
final class EnvCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "env needs a command: list, add, edit or remove");
    }
}
