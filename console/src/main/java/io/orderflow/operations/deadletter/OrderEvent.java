package io.orderflow.operations.deadletter;

import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import java.time.Instant;

/**
 * What decides between two events of an order.
 *
 * @param hash as the row keeps it
 */
public record OrderEvent(String orderId, Instant time, String hash) {
    public static OrderEvent of(Order order) {
        return new OrderEvent(order.orderId(), order.timestamp(), OrdersTable.eventHash(order));
    }
}
