package io.orderflow.operations.entry;

/** What became of an order that was to be published. */
public enum PlacedEnd {
    /** It is the order's first row. */
    STORED,
    /** It took the place of an older event of its order. */
    REPLACED,
    /** This very event was there already. */
    DUPLICATE,
    /** A newer event of its order is there. */
    SUPERSEDED,
    /** The function failed at it as often as it may. */
    DEAD_LETTERED,
    /** SNS did not take it. */
    REFUSED,
    /** Following it was not asked for, or ended early. */
    UNDER_WAY,
    /** Followed as long as was asked for, and nothing tells. */
    UNKNOWN;

    /** Whether Orders has what it says, or something newer. */
    public boolean done() {
        return this == STORED || this == REPLACED || this == DUPLICATE || this == SUPERSEDED;
    }
}
