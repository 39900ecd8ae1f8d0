package io.orderflow.infra.plan;

/** How a resource stands against what it should be. */
public enum ResourceState {
    IN_STEP,
    MISSING,
    /** It is there, but differs. */
    DRIFTED,
    /** The endpoint does not have this kind of resource. */
    UNSUPPORTED,
    /** The endpoint's answer about it could not be had or read: nothing is known. */
    UNREADABLE
}
