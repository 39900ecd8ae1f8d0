package io.orderflow.operations.deadletter.redrive;

/** What tells a letter's end. */
public enum Evidence {
    /** The function's own line for the new message. */
    LINE,
    /** The order's row, which is of this event now and was not when the set was frozen. */
    ROW,
    /** The new message lies among the dead letters. */
    DLQ
}
