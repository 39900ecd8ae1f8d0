package io.orderflow.console.task;

/** Work that was handed to a {@link TaskRunner}. */
@FunctionalInterface
public interface TaskHandle {
    TaskHandle NONE = () -> {};

    /** Asks the work to stop; none of its callbacks is called afterwards. Harmless when it has ended. */
    void cancel();
}
