package io.orderflow.store;

import io.orderflow.order.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as it came by the queue, to be stored.
 *
 * @param order what it says
 * @param hash its {@link OrdersTable#eventHash}, computed once for all who need it
 * @param sentAt when SQS took the message; null where that is unknown
 */
public record QueuedOrder(Order order, String hash, @Nullable Instant sentAt) {

    public static QueuedOrder of(Order order, @Nullable Instant sentAt) {
        return new QueuedOrder(order, OrdersTable.eventHash(order), sentAt);
    }

    RowVersion version() {
        return new RowVersion(order.timestamp(), hash);
    }
}
