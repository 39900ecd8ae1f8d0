package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow setup subscribers}: who else hears of orders. */
@Command(
        name = "subscribers",
        mixinStandardHelpOptions = true,
        description = "Who is notified of orders: e-mail addresses, HTTPS endpoints and SQS queues.")
final class SetupSubscribersCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "subscribers needs a command: list, add or remove");
    }
}
