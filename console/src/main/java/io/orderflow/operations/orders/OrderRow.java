package io.orderflow.operations.orders;

import io.orderflow.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param order the newest event of the order
 * @param processedAt when the consumer stored it
 * @param arrivedAt when it came into view while the table was open; null for what was there at first
 */
public record OrderRow(Order order, Instant processedAt, @Nullable Instant arrivedAt) {
    public static final Comparator<OrderRow> NEWEST_FIRST = Comparator.comparing(OrderRow::processedAt)
            .reversed()
            .thenComparing(row -> row.order().orderId());

    /** How long a row that came in stays marked. */
    static final Duration FRESH = Duration.ofSeconds(4);

    /** From the event to its row. */
    public Duration after() {
        return Duration.between(order.timestamp(), processedAt);
    }

    public boolean isFresh(Instant now) {
        return arrivedAt != null && Duration.between(arrivedAt, now).compareTo(FRESH) < 0;
    }
}
