package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow setup subscribers remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Takes a subscription away. OrderQueue's belongs to the stack and stays.")
final class SubscribersRemoveCommand extends StackCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "ENDPOINT|ARN", description = "As list shows it.")
    String endpoint = "";

    SubscribersRemoveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Subscriber removed = tools.subscribers().remove(endpoint);
        if (json()) {
            Map<String, Object> json = StackLines.json(true, tools.setup().location());
            json.put("subscriber", SubscribersListCommand.json(removed));
            answer().json(json);
        } else {
            answer().line("Removed " + removed.protocol() + " " + removed.endpoint());
        }
        return CommandLine.ExitCode.OK;
    }
}
