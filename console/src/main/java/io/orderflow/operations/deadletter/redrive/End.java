package io.orderflow.operations.deadletter.redrive;

/** What became of a letter that was sent. */
public enum End {
    STORED(4),
    REPLACED(4),
    DUPLICATE(3),
    SUPERSEDED(3),
    DIED_AGAIN(2),
    /** Following it was not asked for, or ended early. */
    UNDER_WAY(0),
    /** Followed to the end, and nothing tells. */
    UNKNOWN(1);

    private final int rank;

    End(int rank) {
        this.rank = rank;
    }

    /** Whether Orders has what the letter says, or something newer. */
    public boolean done() {
        return rank >= 3;
    }

    /** Evidence comes in any order: a message that was delivered twice was stored first. */
    boolean outranks(End other) {
        return rank > other.rank;
    }
}
