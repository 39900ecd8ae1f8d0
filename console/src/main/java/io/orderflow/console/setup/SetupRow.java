package io.orderflow.console.setup;

import io.orderflow.infra.plan.Change;

/**
 * A resource with what is being done to it.
 *
 * @param message what it waits for, in the port's words; empty when there is nothing to say
 */
public record SetupRow(Change change, Step step, String message) {

    /** Where the resource stands while changes are made. */
    public enum Step {
        /** Nothing is under way for it. */
        NONE,
        WAITING,
        RUNNING,
        DONE,
        /** It was left as it is after all. */
        KEPT
    }
}
