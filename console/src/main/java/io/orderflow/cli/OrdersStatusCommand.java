package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Published;
import io.orderflow.operations.entry.StatusChanges.Result;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.VisibleText;
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
        words.subList(0, words.size() - 1).forEach(id -> mustBeId("ORDER-ID", id));
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
        var changes = new StatusChanges(
                connection.placing(true, answer()::say), services().clock());
        Map<String, ShownOrder> shown = changes.look(ids);
        for (String id : ids) {
            ShownOrder row = shown.get(id);
            answer().say("  " + VisibleText.line(id, LONGEST) + ": " + word(row == null ? null : row.status()) + " → "
                    + status.name());
        }
        String question = "Publish " + (ids.size() == 1 ? "this event?" : "these " + ids.size() + " events?");
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Cancel cancel = services().cancel();
        BooleanSupplier cancelled = cancel.working();
        cancel.check();
        Result result = changes.publish(ids, shown, status, new Progress() {
            @Override
            public void update(long done, long total, String message) {
                // the answer tells them all
            }

            @Override
            public boolean cancelled() {
                return cancelled.getAsBoolean();
            }
        });
        boolean all = result.leftOut().isEmpty();
        List<Map<String, Object>> published =
                result.published().stream().map(OrdersStatusCommand::told).toList();
        List<Map<String, Object>> leftOut =
                result.leftOut().stream().map(this::told).toList();
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

    private static Map<String, Object> told(Published each) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("orderId", each.orderId());
        told.put("from", word(each.from()));
        told.put("to", each.event().status().name());
        told.put("timestamp", OrderTimestamp.format(each.event().timestamp()));
        told.put("publishId", each.publishId());
        return told;
    }

    private Map<String, Object> told(LeftOut each) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("orderId", each.orderId());
        told.put("reason", reason(each));
        return told;
    }

    private String reason(LeftOut each) {
        Exception cause = each.cause();
        return switch (each.why()) {
            case NOT_THERE -> "it is not in the table";
            case DIFFERS -> "it has changed since it was shown, to " + word(each.now()) + ": ask again";
            case NO_ORDER -> "its row is no order: " + (cause == null ? "" : cause.getMessage());
            case NOT_PUBLISHED -> "it was not published: " + (cause == null ? "" : answer().fault(cause));
            case MAYBE_PUBLISHED ->
                "nobody answered whether it was published: " + (cause == null ? "" : answer().fault(cause));
            case CANCELLED -> "cancelled";
        };
    }

    private static String word(@Nullable String status) {
        return status == null ? "–" : VisibleText.line(status, LONGEST).toUpperCase(Locale.ROOT);
    }
}
