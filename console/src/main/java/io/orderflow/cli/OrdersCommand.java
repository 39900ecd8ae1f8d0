package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow orders}. */
@Command(name = "orders", mixinStandardHelpOptions = true, description = "The orders as the table has them.")
final class OrdersCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "orders needs a command: find, show, status, export or watch");
    }
}
