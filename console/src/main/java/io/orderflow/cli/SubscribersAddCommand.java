package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow setup subscribers add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Subscribes an endpoint to OrderTopic. E-mail and HTTPS endpoints are sent a link to confirm with;"
                        + " a queue needs a policy that lets the topic send to it.")
final class SubscribersAddCommand extends StackCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "ENDPOINT", description = "An e-mail address, an https URL or a queue's ARN.")
    String endpoint = "";

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description = "Only orders that match, e.g. '{\"status\":[\"cancelled\"]}'. Default: every order.")
    @Nullable
    String filter;

    SubscribersAddCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (SubscriberProtocol.ofEndpoint(endpoint).isEmpty()) {
            throw wrong("'" + endpoint.replaceAll("\\p{Cntrl}", "?")
                    + "' is no endpoint: use an e-mail address, an https URL or a queue's ARN");
        }
        super.check();
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        SubscriberProtocol protocol = SubscriberProtocol.ofEndpoint(endpoint).orElseThrow();
        Subscriber added = tools.subscribers().add(protocol, endpoint, filter);
        connection.rememberAccount();
        if (json()) {
            Map<String, Object> json = StackLines.json(true, tools.setup().location());
            json.put("subscriber", SubscribersListCommand.json(added));
            answer().json(json);
        } else {
            answer().line(SubscribersListCommand.line(added));
        }
        return CommandLine.ExitCode.OK;
    }
}
