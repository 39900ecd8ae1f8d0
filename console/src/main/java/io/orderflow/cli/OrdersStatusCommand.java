package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.ChangeStatus;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow orders status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Gives orders another status: publishes an event for each, with its values as the table has them at that moment"
                    + " and the time of now. The table itself is never written.",
            "An event that comes between that read and the event’s being stored is not seen: the newest of both stays."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all were published",
            "1:error, or nobody agreed",
            "2:wrong options, or some were left out: not in the table, changed meanwhile, no orders by the"
                    + " rules, or cancelled"
        })
final class OrdersStatusCommand extends CancellableCommand {
    private static final int LONGEST = 64;

    @Parameters(
            paramLabel = "ORDER-ID… STATUS",
            arity = "2..*",
            description = "The orders, and new, processing, shipped, delivered, cancelled or returned.")
    List<String> words = List.of();

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    OrdersStatusCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        OrderStatus unused = status();
    }

    private OrderStatus status() {
        String word = words.get(words.size() - 1);
        return OrderStatus.of(word)
                .orElseThrow(() -> wrong("the last word is to be a status, but is "
                        + VisibleText.line(word, LONGEST)
                        + ": new, processing, shipped, delivered, cancelled or returned"));
    }

    @Override
    int run(Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        OrderStatus status = status();
        List<String> ids =
                words.subList(0, words.size() - 1).stream().distinct().toList();
        PlacingTools tools = connection.placing(true, answer()::say);
        Map<String, OrderState> shown = tools.rows().read(ids);
        for (String id : ids) {
            answer().say("  " + VisibleText.line(id, LONGEST) + ": " + from(shown.get(id)) + " → " + status.name());
        }
        String question = "Publish " + (ids.size() == 1 ? "this event?" : "these " + ids.size() + " events?");
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Cancel cancel = services().cancel();
        BooleanSupplier cancelled = cancel.working();
        cancel.check();
        Map<String, OrderState> now = tools.rows().read(ids); // time has passed while somebody was asked
        List<Map<String, Object>> published = new ArrayList<>();
        List<Map<String, Object>> leftOut = new ArrayList<>();
        for (String id : ids) {
            if (cancelled.getAsBoolean()) {
                leftOut.add(left(id, "cancelled"));
            } else {
                publish(id, shown.get(id), now.get(id), status, tools, published, leftOut);
            }
        }
        boolean all = leftOut.isEmpty();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", all);
            json.put("published", published);
            json.put("leftOut", leftOut);
            answer().json(json);
        } else {
            published.forEach(each -> answer().line("Published " + each.get("orderId") + " " + each.get("from") + " → "
                    + each.get("to") + ", message " + each.get("publishId")));
            leftOut.forEach(each -> answer().line("Left out " + each.get("orderId") + ": " + each.get("reason")));
        }
        return all ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private void publish(
            String id,
            @Nullable OrderState shown,
            @Nullable OrderState row,
            OrderStatus status,
            PlacingTools tools,
            List<Map<String, Object>> published,
            List<Map<String, Object>> leftOut) {
        if (row == null) {
            leftOut.add(left(id, "it is not in the table"));
            return;
        }
        if (shown == null || !shown.fields().equals(row.fields())) {
            leftOut.add(left(id, "it has changed since it was shown, to " + from(row) + ": ask again"));
            return;
        }
        Order event;
        try {
            event = ChangeStatus.of(row, status, services().clock().instant());
        } catch (MalformedOrderException odd) {
            leftOut.add(left(id, "its row is no order: " + odd.getMessage()));
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("orderId", id);
        told.put("from", from(row));
        told.put("to", status.name());
        told.put("timestamp", OrderTimestamp.format(event.timestamp()));
        try {
            told.put("publishId", tools.publisher().publish(event));
            published.add(told);
        } catch (PortException e) {
            leftOut.add(left(id, "it was not published: " + answer().fault(e)));
        }
    }

    private static Map<String, Object> left(String id, String reason) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("orderId", id);
        told.put("reason", reason);
        return told;
    }

    private static String from(@Nullable OrderState row) {
        Object status = row == null ? null : row.fields().get("status");
        return status == null
                ? "–"
                : VisibleText.line(status.toString(), LONGEST).toUpperCase(Locale.ROOT);
    }
}
