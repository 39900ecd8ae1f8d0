package io.orderflow.infra.apply;

import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;

/** Told how an apply goes on: one call at a time, from the thread that made the progress. */
public interface ApplyListener {

    /** Tells nobody and never cancels. */
    ApplyListener NONE = new ApplyListener() {};

    /** @param index from 0, of {@code total} changes that do something */
    default void started(Change change, int index, int total) {}

    /** @param what something that takes AWS a while, e.g. {@code the function to be active} */
    default void waiting(Change change, String what) {}

    /** The resource is in step, or every change was accepted and AWS has not shown it yet (see the result). */
    default void finished(Change change, ApplyResult result) {}

    /** The endpoint cannot make it, or its answer cannot be read; what needs it is left out, the rest goes on. */
    default void failed(Change change, SetupException failure) {}

    /** True to stop: before the next resource, or in a wait. */
    default boolean cancelled() {
        return false;
    }
}
