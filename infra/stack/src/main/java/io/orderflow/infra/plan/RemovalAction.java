package io.orderflow.infra.plan;

/** What a destroy does with a resource. */
public enum RemovalAction {
    DELETE,
    /** The endpoint has no tags to tell whose it is: deleted only when its name is confirmed. */
    CONFIRM_NAME,
    /** Carries no tags of its own: goes if one of those that it belongs to goes. */
    FOLLOW,
    KEEP,
    /** Not there, or the endpoint has nothing of this kind. */
    GONE;

    /** Whether it is deleted, or may be. */
    public boolean deletes() {
        return this != KEEP && this != GONE;
    }
}
