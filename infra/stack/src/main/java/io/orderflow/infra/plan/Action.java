package io.orderflow.infra.plan;

/** What a plan does with a resource. */
public enum Action {
    NONE,
    CREATE,
    UPDATE,
    /** It was there before: tags it as ours, and updates what differs. */
    ADOPT,
    /** Would have to be deleted and made anew: never done unasked. */
    REPLACE
}
