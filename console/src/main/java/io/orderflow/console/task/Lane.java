package io.orderflow.console.task;

/** Kinds of background work that have threads of their own, so that none can starve another. */
public enum Lane {
    /** Reads that repeat by themselves; each poller has at most one under way. */
    POLLS,
    /** What somebody asked for and waits for. */
    ACTS,
    /** Long work that somebody started and may cancel. */
    JOBS
}
