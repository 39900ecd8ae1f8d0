package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderFollowing;
import io.orderflow.operations.entry.OrderFollowing.Outcome;
import io.orderflow.operations.entry.OrderFollowing.Published;
import io.orderflow.operations.entry.OrderIds;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.VisibleText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "What the window keeps under that name, where no other option says it: user, item, quantity,"
                    + " status.")
    @Nullable
    String template;

    @Option(names = "--replace", description = "Publish although the table has an order of that id already.")
    boolean replace;

    @Option(
            names = "--follow",
            paramLabel = "SECONDS",
            description =
                    "Wait so long for what becomes of it; of a file after the last order was published, or its last"
                            + " end told. Default: 0, not at all; of a file until the last could be dead, and a minute.")
    @Nullable
    Integer follow;

    @Option(
            names = "--no-group",
            description = "Publish without a message group. By default it is the customer, so that one customer’s flood"
                    + " does not delay the others.")
    boolean withoutGroup;

    /** Whether something is said that one order alone has. */
    boolean given() {
        return orderId != null
                || user != null
                || item != null
                || quantity != null
                || status != null
                || timestamp != null
                || template != null
                || replace;
    }

    /** Looks at the options before anything is connected. */
    void check(TargetCommand command) {
        var unused = order(command);
    }

    private Map<OrderField, String> template(TargetCommand command) {
        if (template == null) {
            return Map.of();
        }
        var templates = new OrderTemplates(command.services().memory(command.target()));
        Map<OrderField, String> kept = templates.get(template);
        if (kept.isEmpty()) {
            String names = templates.names().stream()
                    .map(name -> VisibleText.line(name, OrderTemplates.LONGEST_NAME))
                    .collect(Collectors.joining(", "));
            throw command.wrong("there is no template of that name here"
                    + (names.isEmpty() ? ": the window keeps them" : ", but " + names));
        }
        return kept;
    }

    private static @Nullable String said(@Nullable String option, OrderField field, Map<OrderField, String> template) {
        String kept = template.get(field);
        return option == null && kept != null && !kept.isEmpty() ? kept : option;
    }

    private int seconds() {
        return follow == null ? 0 : follow;
    }

    private Order order(TargetCommand command) {
        Map<OrderField, String> kept = template(command);
        String userId = said(user, OrderField.USER_ID, kept);
        String itemName = said(item, OrderField.ITEM_NAME, kept);
        if (userId == null || itemName == null) {
            throw command.wrong("name the order's --user and --item");
        }
        var clock = command.services().clock();
        String id = orderId == null ? new OrderIds(clock, new SecureRandom()).get() : orderId;
        String at = timestamp == null ? clock.instant().toString() : timestamp;
        String count = said(quantity, OrderField.QUANTITY, kept);
        String state = said(status, OrderField.STATUS, kept);
        try {
            return new OrderValidator(clock)
                    .validate(new OrderInput(
                            id, userId, itemName, count == null ? "1" : count, state == null ? "NEW" : state, at));
        } catch (MalformedOrderException e) {
            throw command.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** @param yes nobody is to be asked */
    int run(TargetCommand command, ChangeOptions change, boolean yes, Connection connection)
            throws PortException, InterruptedException {
        Answer answer = command.answer();
        if (!change.confirmed(connection, command.services(), answer, true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Order order = order(command);
        Clock clock = command.services().clock();
        PlacingTools tools = connection.placing(!withoutGroup, answer::say);
        OrderFollowing following = tools.following(clock, command.services().pause());
        // an id that was made just now is nobody's yet
        OrderState before = orderId == null && seconds() == 0 ? null : following.before(order.orderId());
        if (before != null && !replace) {
            answer.failure(exists(order.orderId(), before, clock.instant()));
            return CommandLine.ExitCode.USAGE;
        }
        if (!PathLines.agreed(tools.path(), yes, command)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        Cancel cancel = command.services().cancel();
        BooleanSupplier cancelled = cancel.working();
        cancel.check();
        Instant asked = clock.instant();
        String publishId = tools.publisher().publish(order);
        Outcome outcome = seconds() == 0
                ? Outcome.UNTOLD
                : following.follow(
                        new Published(order, publishId, asked, before), Duration.ofSeconds(seconds()), cancelled);
        boolean done = seconds() == 0 || outcome.end().done();
        String reason = done || outcome.reason() != null ? reason(outcome) : PathLines.reason(tools.path());
        if (command.json()) {
            Map<String, Object> object = command.answered(connection);
            object.put("ok", done);
            object.put("orderId", order.orderId());
            object.put("publishId", publishId);
            object.put("end", outcome.end().name());
            Duration after = outcome.storedAfter();
            object.put("ms", after == null ? null : after.toMillis());
            object.put("reason", reason);
            object.put("stopped", cancel.stopped());
            answer.json(object);
        } else {
            answer.line(told(order, publishId, outcome, reason));
        }
        return done ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private static String exists(String orderId, OrderState row, Instant now) {
        Object status = row.fields().get("status");
        Object user = row.fields().get("userId");
        Instant stored = row.processedAt();
        String ago = stored == null
                ? ""
                : ", stored " + Duration.between(stored, now).toSeconds() + " s ago";
        return "Order " + orderId + " exists already: " + shown(status) + ", " + shown(user) + ago
                + ". Nothing was sent; --replace replaces it.";
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "–" : VisibleText.line(value.toString(), 40);
    }

    private static @Nullable String reason(Outcome outcome) {
        return outcome.reason() == null
                ? null
                : "receive " + outcome.receives() + " of " + OrderFollowing.MOST_RECEIVES + ": " + outcome.reason();
    }

    private String told(Order order, String publishId, Outcome outcome, @Nullable String reason) {
        String published = "Published " + order.orderId() + ", message " + publishId;
        if (seconds() == 0) {
            return published;
        }
        Duration after = outcome.storedAfter();
        String ms = after == null ? "" : " after " + after.toMillis() + " ms";
        String end = outcome.end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return published + ": " + end + ms + (reason == null ? "" : ", " + reason);
    }
}
