package io.orderflow.operations.stack;

import io.orderflow.infra.plan.ResourceId;

/**
 * Told how an apply or a destroy goes on. Called from whatever thread made the progress, one call at a time; several
 * resources may be under way at once.
 */
public interface SetupWatcher {

    /** Tells nobody and never cancels. */
    SetupWatcher NONE = new SetupWatcher() {};

    /** @param index from 0, of {@code total} resources that are changed */
    default void started(ResourceId resource, int index, int total) {}

    /** @param what something that takes AWS a while, e.g. {@code the function to be active} */
    default void waiting(ResourceId resource, String what) {}

    /** Its change has ended. */
    default void finished(SetupOutcome.Step step) {}

    /** It could not be done, one line why; what needs it is left out, the rest goes on. */
    default void failed(ResourceId resource, String line) {}

    /** The table's rows are safe in a file. */
    default void exported(String file, long rows) {}

    /** True to stop: before the next resource, or in a wait. */
    default boolean cancelled() {
        return false;
    }
}
