package io.orderflow.operations.queues;

/** The queues that the console samples. */
public enum WatchedQueue {
    /** Orders on their way to the consumer. */
    ORDER_QUEUE,
    /** Messages that were received three times and not stored. */
    DEAD_LETTER_QUEUE
}
