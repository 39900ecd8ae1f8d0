package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow setup subscribers list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows every subscriber: protocol, endpoint, confirmation state and filter policy.")
final class SubscribersListCommand extends StackCommand {
    SubscribersListCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        List<Subscriber> subscribers = tools.subscribers().list();
        if (json()) {
            Map<String, Object> json = StackLines.json(true, tools.setup().location());
            json.put(
                    "subscribers",
                    subscribers.stream().map(SubscribersListCommand::json).toList());
            answer().json(json);
        } else {
            subscribers.forEach(each -> answer().line(line(each)));
            answer().line(subscribers.size() == 1 ? "1 subscriber" : subscribers.size() + " subscribers");
        }
        return CommandLine.ExitCode.OK;
    }

    static String line(Subscriber subscriber) {
        return String.format(
                        Locale.ROOT, "%-6s %s  %s", subscriber.protocol(), subscriber.endpoint(), state(subscriber))
                + (subscriber.filterPolicy() == null ? "" : "  only " + subscriber.filterPolicy());
    }

    private static String state(Subscriber subscriber) {
        return subscriber.confirmed()
                ? subscriber.own() ? "confirmed, part of the stack" : "confirmed"
                : "waits for confirmation";
    }

    static Map<String, Object> json(Subscriber subscriber) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("protocol", subscriber.protocol());
        json.put("endpoint", subscriber.endpoint());
        json.put("confirmed", subscriber.confirmed());
        json.put("filterPolicy", subscriber.filterPolicy());
        json.put("own", subscriber.own());
        json.put("arn", subscriber.arn());
        return json;
    }
}
