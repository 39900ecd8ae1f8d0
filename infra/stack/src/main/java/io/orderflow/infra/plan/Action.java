package io.orderflow.infra.plan;

/** What a plan does with a resource. */
public enum Action {
    NONE,
    CREATE,
    UPDATE,
    /** Tags it as ours, and updates what differs. */
    ADOPT,
    /** Would have to be deleted and made anew: never done unasked. */
    REPLACE,
    /** The endpoint's answer about it cannot be read: an apply asks once more, and goes on without what needs it. */
    UNREADABLE
}
