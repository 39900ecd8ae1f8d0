package io.orderflow.store;

import io.orderflow.order.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the Orders table.
 *
 * @param order the newest event of the order
 * @param processedAt when the consumer stored it; null in rows that others wrote
 */
public record StoredOrder(Order order, @Nullable Instant processedAt) {}
