package io.orderflow.operations.deadletter.redrive;

/** Why a letter is not sent unless it is put back. */
public enum LeftOut {
    /** The rule book would refuse it again. */
    FAILING,
    /** The table has this event, or a newer one. */
    STORED,
    /** It died in another queue. */
    FOREIGN,
    /** It died again at least twice after redrives from here. */
    LOOPED,
    /** The recipe cannot be followed; it cannot be put back. */
    DOES_NOT_FIT
}
