package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderIds;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderValidator;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code place} of one order, which its options tell. */
final class PlaceOne {
    @Option(names = "--order-id", paramLabel = "ID", description = "Default: a new one.")
    @Nullable
    String orderId;

    @Option(names = "--user", paramLabel = "ID", description = "The customer.")
    @Nullable
    String user;

    @Option(names = "--item", paramLabel = "NAME", description = "What is ordered.")
    @Nullable
    String item;

    @Option(names = "--quantity", paramLabel = "N", description = "Default: 1.")
    @Nullable
    String quantity;

    @Option(names = "--status", paramLabel = "STATUS", description = "Default: NEW.")
    @Nullable
    String status;

    @Option(names = "--timestamp", paramLabel = "TIME", description = "ISO-8601 with its offset. Default: now.")
    @Nullable
    String timestamp;

    /** Looks at the options before anything is connected. */
    void check(TargetCommand command) {
        var unused = order(command);
    }

    private Order order(TargetCommand command) {
        if (user == null || item == null) {
            throw command.wrong("name the order's --user and --item");
        }
        var clock = command.services().clock();
        String id = orderId == null ? new OrderIds(clock, new SecureRandom()).get() : orderId;
        String at = timestamp == null ? clock.instant().toString() : timestamp;
        String count = quantity == null ? "1" : quantity;
        try {
            return new OrderValidator(clock)
                    .validate(new OrderInput(id, user, item, count, status == null ? "NEW" : status, at));
        } catch (MalformedOrderException e) {
            throw command.wrong(String.valueOf(e.getMessage()));
        }
    }

    int run(TargetCommand command, ChangeOptions change, Connection connection) throws PortException {
        Answer answer = command.answer();
        if (!change.confirmed(connection, command.services(), answer, true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Order order = order(command);
        String messageId = connection.publisher().publish(order);
        if (command.json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put("orderId", order.orderId());
            object.put("publishId", messageId);
            answer.json(object);
        } else {
            answer.line("Published " + order.orderId() + ", message " + messageId);
        }
        return CommandLine.ExitCode.OK;
    }
}
