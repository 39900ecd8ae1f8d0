package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow dead-letters}. */
@Command(name = "dead-letters", mixinStandardHelpOptions = true, description = "What could not be stored, and why.")
final class DeadLettersCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "dead-letters needs a command: list, show, redrive, resume, receipts, repair, export, import, delete,"
                        + " move or recipes");
    }
}
