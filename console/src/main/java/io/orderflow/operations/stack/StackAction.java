package io.orderflow.operations.stack;

/** What applying does with a resource. */
public enum StackAction {
    NONE,
    CREATE,
    UPDATE,
    /** It was there before: it is tagged as ours, and what differs is set right. */
    ADOPT,
    /** Would have to be deleted and made anew, which is never done unasked: applying refuses. */
    REPLACE
}
