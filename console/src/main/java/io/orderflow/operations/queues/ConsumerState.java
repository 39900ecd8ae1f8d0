package io.orderflow.operations.queues;

/**
 * Whether something takes orders off OrderQueue.
 *
 * @param note AWS's own words where it says more, e.g. why it fails; else empty
 */
public record ConsumerState(Kind kind, String note) {

    /** How the event source mapping stands. */
    public enum Kind {
        RUNNING,
        /** It runs, and Lambda reports a problem with its last batch of work. */
        FAILING,
        /** Being made, changed or switched on. */
        STARTING,
        /** Switched off: orders wait in the queue. */
        PAUSED,
        /** There is none: orders wait in the queue. */
        MISSING,
        /** The credentials may not see it. */
        NOT_PERMITTED
    }
}
