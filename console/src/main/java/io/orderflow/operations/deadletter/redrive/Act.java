package io.orderflow.operations.deadletter.redrive;

/** What is done with the letters of a receipt. */
public enum Act {
    /** They are sent, and deleted where they were. */
    REDRIVE("STARTED", "ENDED"),
    /** They are kept in a file and deleted. */
    DELETE("DELETING", "DELETED"),
    /** They are sent from a file. */
    IMPORT("IMPORTING", "IMPORTED"),
    /** SQS moves all that is there, and tells of none by itself. */
    MOVE("MOVING", "MOVED");

    private final String began;
    private final String ended;

    Act(String began, String ended) {
        this.began = began;
        this.ended = ended;
    }

    /** The word for its begin in the chain of receipts. */
    public String began() {
        return began;
    }

    /** Likewise, for its end. */
    public String ended() {
        return ended;
    }

    /** Whether letters are sent somewhere by this console. */
    boolean sends() {
        return this == REDRIVE || this == IMPORT;
    }

    /** Whether letters are taken out of a queue by this console. */
    boolean deletes() {
        return this == REDRIVE || this == DELETE;
    }

    /** Whether all of a set is done where nobody follows it. */
    boolean handled(int count, int sent, int deleted) {
        return (!sends() || sent == count) && (!deletes() || deleted == count);
    }
}
