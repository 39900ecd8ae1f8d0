package io.orderflow.store;

import io.orderflow.order.Order;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the Orders table.
 *
 * @param order the newest event of the order
 * @param processedAt when the consumer stored it; null in rows that others wrote
 * @param sentAt when SQS took the message; null in rows that others, an import or an older consumer wrote
 */
public record StoredOrder(Order order, @Nullable Instant processedAt, @Nullable Instant sentAt) {

    /**
     * How long it took from the queue into the table.
     *
     * @return null where a time is unknown, and where it was stored before it was sent: then the clocks tell nothing
     */
    public @Nullable Duration storedAfter() {
        return processedAt == null || sentAt == null || processedAt.isBefore(sentAt)
                ? null
                : Duration.between(sentAt, processedAt);
    }
}
