package io.orderflow.operations.entry;

import io.orderflow.operations.entry.OrderFollowing.Outcome;
import io.orderflow.operations.entry.OrderFollowing.Published;
import io.orderflow.order.Order;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order this console published.
 *
 * @param published what, when and as what
 * @param took how long publishing took
 * @param outcome what is known of what became of it
 */
public record PlacedOrder(Published published, Duration took, Outcome outcome) {

    /** How it stands. */
    public enum State {
        /** Nothing tells of it yet. */
        WAITING,
        /** Nothing tells of it after the time an order usually needs. */
        LATE,
        /** The function failed at it, and it is received again. */
        RETRYING,
        /** In the table. */
        STORED,
        /** In the table, in the place of an older event of its order. */
        REPLACED,
        /** The table had this very event already. */
        DUPLICATE,
        /** The table has a newer event of this order, which won. */
        SUPERSEDED,
        /** The function failed at it as often as it may. */
        DEAD_LETTERED,
        /** It is no longer looked for. */
        UNKNOWN
    }

    /** Longer than this and something is wrong. */
    static final Duration USUAL = Duration.ofSeconds(15);

    public static PlacedOrder of(Published published, Duration took) {
        return new PlacedOrder(published, took, Outcome.UNTOLD);
    }

    public Order order() {
        return published.order();
    }

    public String messageId() {
        return published.publishId();
    }

    public Instant publishedAt() {
        return published.at();
    }

    public State state(Instant now) {
        return switch (outcome.end()) {
            case STORED -> State.STORED;
            case REPLACED -> State.REPLACED;
            case DUPLICATE -> State.DUPLICATE;
            case SUPERSEDED -> State.SUPERSEDED;
            case DEAD_LETTERED -> State.DEAD_LETTERED;
            case UNKNOWN, REFUSED -> State.UNKNOWN;
            case UNDER_WAY -> {
                if (outcome.receives() > 0) {
                    yield State.RETRYING;
                }
                yield Duration.between(publishedAt(), now).compareTo(USUAL) > 0 ? State.LATE : State.WAITING;
            }
        };
    }

    /** Whether it is to be looked for again. */
    public boolean open() {
        return outcome.end() == PlacedEnd.UNDER_WAY;
    }

    /** From SQS to the row; null where that is not told. */
    public @Nullable Duration storedAfter() {
        return outcome.storedAfter();
    }

    public PlacedOrder with(Outcome now) {
        return new PlacedOrder(published, took, now);
    }

    /** It is no longer looked for. */
    public PlacedOrder givenUp() {
        return with(outcome.ended(PlacedEnd.UNKNOWN));
    }
}
