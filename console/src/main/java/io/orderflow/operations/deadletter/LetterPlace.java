package io.orderflow.operations.deadletter;

/** Where dead letters lie, by the queues' plain names. */
public enum LetterPlace {
    /** What the consumer could not store. */
    ORDER_DLQ("OrderDLQ"),
    /** What SNS could not deliver to OrderQueue. */
    ORDER_UNDELIVERED("OrderUndelivered");

    private final String queue;

    LetterPlace(String queue) {
        this.queue = queue;
    }

    /** The queue's name without a prefix. */
    public String queue() {
        return queue;
    }
}
