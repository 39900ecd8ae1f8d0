package io.orderflow.store;

import java.time.Instant;
import java.util.function.Function;

/** What a write did to the table. */
public sealed interface StoreOutcome {

    /**
     * The order was not in the table before.
     *
     * @param processedAt as its row has it
     */
    record Stored(Instant processedAt) implements StoreOutcome {}

    /**
     * An older event of the same order was replaced.
     *
     * @param processedAt as its row has it
     */
    record Replaced(Instant processedAt) implements StoreOutcome {}

    /** The table already told as much: nothing was written. */
    record Unchanged(Reason reason) implements StoreOutcome {}

    /** Why nothing was written. */
    enum Reason {
        /** The very same event is in the table. */
        DUPLICATE,
        /** A newer event is in the table, or another one of the same millisecond that wins the tie. */
        SUPERSEDED
    }

    /** Handles each case. */
    default <T> T match(
            Function<? super Stored, ? extends T> stored,
            Function<? super Replaced, ? extends T> replaced,
            Function<? super Unchanged, ? extends T> unchanged) {
        if (this instanceof Stored s) {
            return stored.apply(s);
        } else if (this instanceof Replaced r) {
            return replaced.apply(r);
        } else if (this instanceof Unchanged u) {
            return unchanged.apply(u);
        }
        throw new AssertionError("sealed");
    }
}
