package io.orderflow.operations.entry;

import io.orderflow.order.Order;
import io.orderflow.store.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order this console published.
 *
 * @param order what was published
 * @param messageId SNS's name for it
 * @param publishedAt when the answer came
 * @param took how long publishing took
 * @param row the order's row once it was seen; null before
 */
public record PlacedOrder(
        Order order, String messageId, Instant publishedAt, Duration took, @Nullable StoredOrder row) {

    /** What became of it. */
    public enum State {
        /** Not in the table yet. */
        WAITING,
        /** Not in the table after the time an order usually needs: it may be retried, or dead-lettered. */
        LATE,
        /** In the table. */
        STORED,
        /** The table has a newer event of this order, which won. */
        SUPERSEDED
    }

    /** Longer than this and something is wrong. */
    static final Duration USUAL = Duration.ofSeconds(15);

    public State state(Instant now) {
        if (row == null) {
            return Duration.between(publishedAt, now).compareTo(USUAL) > 0 ? State.LATE : State.WAITING;
        }
        return row.order().timestamp().isAfter(order.timestamp()) ? State.SUPERSEDED : State.STORED;
    }

    /** As {@link StoredOrder#storedAfter}; null before the row was seen. */
    public @Nullable Duration storedAfter() {
        return row == null ? null : row.storedAfter();
    }

    /** This order with the row, if that row already knows the published event or a newer one. */
    public PlacedOrder seen(StoredOrder stored) {
        return stored.order().timestamp().isBefore(order.timestamp())
                ? this
                : new PlacedOrder(order, messageId, publishedAt, took, stored);
    }
}
