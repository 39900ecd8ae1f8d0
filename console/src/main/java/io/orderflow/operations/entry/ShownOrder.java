package io.orderflow.operations.entry;

import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of Orders as somebody sees it, as far as an event says the same. What the row lacks is null.
 *
 * @param quantity as it stands there
 * @param status in upper case where it is one of ours, else as it stands there
 * @param timestamp to the millisecond; null also where it cannot be read
 * @param order whether it is an order by the rule book
 */
public record ShownOrder(
        String orderId,
        @Nullable String userId,
        @Nullable String itemName,
        @Nullable String quantity,
        @Nullable String status,
        @Nullable Instant timestamp,
        boolean order) {

    /** An attribute that two looks at an order found different; null where it is not there. */
    public record Difference(String attribute, @Nullable String shown, @Nullable String now) {}

    public ShownOrder {
        status = status == null
                ? null
                : OrderStatus.of(status).map(OrderStatus::name).orElse(status);
    }

    static ShownOrder of(String orderId, OrderState row) {
        Map<String, Object> fields = row.fields();
        return new ShownOrder(
                orderId,
                text(fields, "userId"),
                text(fields, "itemName"),
                text(fields, "quantity"),
                text(fields, "status"),
                row.time().equals(Instant.MIN) ? null : row.time(),
                isOrder(row));
    }

    private static boolean isOrder(OrderState row) {
        try {
            var unused = ChangeStatus.of(row, OrderStatus.NEW, Instant.EPOCH);
            return true;
        } catch (MalformedOrderException odd) {
            return false;
        }
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    /** What a later look at the same order found different. */
    public List<Difference> differences(ShownOrder now) {
        List<Difference> found = new ArrayList<>();
        compare("status", status, now.status, found);
        compare("userId", userId, now.userId, found);
        compare("itemName", itemName, now.itemName, found);
        compare("quantity", quantity, now.quantity, found);
        compare("timestamp", text(timestamp), text(now.timestamp), found);
        return found;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static void compare(
            String attribute, @Nullable String shown, @Nullable String now, List<Difference> found) {
        if (!Objects.equals(shown, now)) {
            found.add(new Difference(attribute, shown, now));
        }
    }
}
