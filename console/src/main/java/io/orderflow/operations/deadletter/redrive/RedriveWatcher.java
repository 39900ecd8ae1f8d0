package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.Progress;

/** How a running redrive tells how far it is, and learns what is wanted of it. Called from its thread, often. */
public interface RedriveWatcher {

    /** Watches nothing and wants nothing. */
    RedriveWatcher NONE = status -> {};

    /**
     * Tells a progress.
     *
     * @param message what is being done, already worded
     */
    static RedriveWatcher of(Progress progress, String message) {
        return new RedriveWatcher() {
            @Override
            public void changed(RedriveStatus status) {
                progress.update(Math.max(status.sent(), status.deleted()), status.count(), message);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

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
