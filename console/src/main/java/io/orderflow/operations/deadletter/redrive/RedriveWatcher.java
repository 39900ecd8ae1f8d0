package io.orderflow.operations.deadletter.redrive;

/** How a running redrive tells how far it is, and learns what is wanted of it. Called from its thread, often. */
public interface RedriveWatcher {

    /** Watches nothing and wants nothing. */
    RedriveWatcher NONE = status -> {};

    void changed(RedriveStatus status);

    /** True once it should stop: what was begun is finished first. */
    default boolean cancelled() {
        return false;
    }

    /** True as long as nothing more should be sent. */
    default boolean paused() {
        return false;
    }
}
