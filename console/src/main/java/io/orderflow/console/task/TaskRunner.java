package io.orderflow.console.task;

import io.orderflow.operations.Work;
import java.time.Duration;

/** Runs work in the background and brings its outcome back to the thread that owns observable state. */
public interface TaskRunner {

    /** What runs work of this kind; itself where all work shares its threads. */
    default TaskRunner lane(Lane lane) {
        return this;
    }

    /** Runs {@code work} as soon as a thread is free. */
    <T> TaskHandle run(Work<T> work, TaskCallbacks<T> callbacks);

    /** Runs {@code action} on the owning thread after {@code delay}, unless cancelled before. */
    TaskHandle later(Duration delay, Runnable action);
}
