package io.orderflow.operations.stack;

/** How a resource compares with what is wanted. */
public enum ResourceState {
    IN_STEP,
    MISSING,
    /** It exists, but differs. */
    DRIFTED,
    /** The endpoint does not have this kind of resource. */
    UNSUPPORTED,
    /** It could not be looked at, so nothing is known and nothing is changed. */
    UNREADABLE
}
