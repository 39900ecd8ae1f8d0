package io.orderflow.console.task;

/** Work that was handed to a {@link TaskRunner}. */
@FunctionalInterface
public interface TaskHandle {
    TaskHandle NONE = () -> {};

    /** Asks the work to stop, and ends what it waits for from outside; none of its callbacks is called afterwards. Harmless when it has ended. */
    void cancel();

    /** Ends what the work waits for from outside right now, such as an answer that does not come; its outcome is still told. */
    default void abort() {}
}
