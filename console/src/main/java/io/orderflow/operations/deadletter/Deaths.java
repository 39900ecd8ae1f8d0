package io.orderflow.operations.deadletter;

/** Tells how often messages died again after redrives from this data folder. Blocks. Thread-safe. */
@FunctionalInterface
public interface Deaths {

    /** Of a message that lies among the dead letters, as far as it was known at the last {@link #refresh}. */
    int of(String messageId);

    /** Asked before the first of many. */
    default void refresh() {}
}
