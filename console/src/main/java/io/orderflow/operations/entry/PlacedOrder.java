package io.orderflow.operations.entry;

import io.orderflow.operations.entry.OrderFollowing.Outcome;
import io.orderflow.operations.entry.OrderFollowing.Published;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.order.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order this console published.
 *
 * @param published what, when and as what
 * @param took how long publishing took
 * @param outcome what is known of what became of it
 * @param unkept whether nobody kept what was published then, as far as is known
 */
public record PlacedOrder(Published published, Duration took, Outcome outcome, boolean unkept) {

    /** How it stands. */
    public enum State {
        /** Nothing tells of it yet. */
        WAITING,
        /** Nothing tells of it after the time an order usually needs. */
        LATE,
        /** Nothing takes it from the queue. */
        WAITS,
        /** Nothing tells of it, and what is published gets into no queue. */
        LOST,
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

    /** Covers three deliveries at AWS's visibility timeout of 3 minutes. */
    public static final Duration GIVE_UP = Duration.ofMinutes(10);

    public static PlacedOrder of(Published published, Duration took) {
        return new PlacedOrder(published, took, Outcome.UNTOLD, false);
    }

    /** The same, published while that got into no queue. */
    public PlacedOrder unkeptThen() {
        return new PlacedOrder(published, took, outcome, true);
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

    /** @param troubles what is in the way of orders now */
    public State state(Instant now, List<Trouble> troubles) {
        return switch (outcome.end()) {
            case STORED -> State.STORED;
            case REPLACED -> State.REPLACED;
            case DUPLICATE -> State.DUPLICATE;
            case SUPERSEDED -> State.SUPERSEDED;
            case DEAD_LETTERED -> State.DEAD_LETTERED;
            case UNKNOWN, REFUSED -> unkept ? State.LOST : State.UNKNOWN;
            case UNDER_WAY -> {
                if (outcome.receives() > 0) {
                    yield State.RETRYING;
                }
                yield untold(Duration.between(publishedAt(), now), troubles);
            }
        };
    }

    private State untold(Duration waited, List<Trouble> troubles) {
        if (unkept || troubles.contains(Trouble.NOT_SUBSCRIBED)) {
            return State.LOST;
        } else if (troubles.contains(Trouble.PAUSED) || troubles.contains(Trouble.NO_CONSUMER)) {
            return State.WAITS;
        } else if (waited.compareTo(USUAL) <= 0) {
            return State.WAITING;
        }
        return waited.compareTo(GIVE_UP) <= 0 ? State.LATE : State.UNKNOWN;
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
        return new PlacedOrder(published, took, now, unkept);
    }

    /** It is no longer looked for. */
    public PlacedOrder givenUp() {
        return with(outcome.ended(PlacedEnd.UNKNOWN));
    }
}
