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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow place}: publishes one order. */
@Command(
        name = "place",
        mixinStandardHelpOptions = true,
        description = "Publishes one order to OrderTopic, as the form of the window does. What is wrong with it is said"
                + " before anything is sent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:published", "1:error", "2:wrong options, or an order that breaks a rule"})
final class PlaceCommand extends TargetCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--order-id", paramLabel = "ID", description = "Default: a new one.")
    @Nullable
    String orderId;

    @Option(names = "--user", paramLabel = "ID", required = true, description = "The customer.")
    String user = "";

    @Option(names = "--item", paramLabel = "NAME", required = true, description = "What is ordered.")
    String item = "";

    @Option(names = "--quantity", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    String quantity = "1";

    @Option(names = "--status", paramLabel = "STATUS", defaultValue = "NEW", description = "Default: ${DEFAULT-VALUE}.")
    String status = "NEW";

    @Option(names = "--timestamp", paramLabel = "TIME", description = "ISO-8601 with its offset. Default: now.")
    @Nullable
    String timestamp;

    PlaceCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        var unused = order();
    }

    private Order order() {
        String id = orderId == null ? new OrderIds(services().clock(), new SecureRandom()).get() : orderId;
        String at = timestamp == null ? services().clock().instant().toString() : timestamp;
        try {
            return new OrderValidator(services().clock())
                    .validate(new OrderInput(id, user, item, quantity, status, at));
        } catch (MalformedOrderException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    @Override
    int run(Connection connection) throws PortException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Order order = order();
        String messageId = connection.publisher().publish(order);
        if (json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put("orderId", order.orderId());
            object.put("publishId", messageId);
            answer().json(object);
        } else {
            answer().line("Published " + order.orderId() + ", message " + messageId);
        }
        return CommandLine.ExitCode.OK;
    }
}
