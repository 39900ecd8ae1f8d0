package io.orderflow.operations.entry;

import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.order.OrderValidator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event that gives an order another status. It goes through the pipeline; the table is never written from here. Between
 * the read of the row and the event's being stored another event may come: the newest of both stays.
 */
public final class ChangeStatus {
    private ChangeStatus() {}

    /**
     * The event.
     *
     * @param row of the order, read consistently just before
     * @throws MalformedOrderException where the row is no order by the rule book: an event of it would be refused
     */
    public static Order of(OrderState row, OrderStatus status, Instant now) throws MalformedOrderException {
        Map<String, Object> fields = row.fields();
        Order order = OrderValidator.validateStored(new OrderInput(
                text(fields, "orderId"),
                text(fields, "userId"),
                text(fields, "itemName"),
                text(fields, "quantity"),
                text(fields, "status"),
                row.time().equals(Instant.MIN) ? text(fields, "timestamp") : OrderTimestamp.format(row.time())));
        Instant next = order.timestamp().plusMillis(1);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new Order(
                order.orderId(),
                order.userId(),
                order.itemName(),
                order.quantity(),
                status,
                at.isBefore(next) ? next : at);
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }
}
