package io.orderflow.operations.deadletter.redrive;

/**
 * Where letters are sent.
 *
 * @param name of the queue or topic, as in AWS
 */
public record Destination(Kind kind, String name) {
    private static final int SNS_REQUEST = 256 * 1024;
    private static final int SQS_REQUEST = 1024 * 1024;

    /** What can be told of a letter after it was sent depends on it. */
    public enum Kind {
        /** The consumer's: what it stores twice is stored once. */
        ORDER_QUEUE,
        /** Nothing is known of who reads there; where it is the same consumer, it tells of a letter in the same way. */
        QUEUE,
        /** Every subscriber hears it. */
        TOPIC,
        /** A file on this computer, written before the letters are deleted. */
        BACKUP
    }

    /** How large a request may be, in bytes. */
    int mostBytes() {
        return kind == Kind.TOPIC ? SNS_REQUEST : SQS_REQUEST;
    }

    /** Whether the same letter may be sent again without harm. */
    boolean repeatable() {
        return kind == Kind.ORDER_QUEUE;
    }

    /** Whether ends are waited for unless somebody says otherwise: the consumer is behind it. */
    public boolean followed() {
        return kind == Kind.ORDER_QUEUE || kind == Kind.TOPIC;
    }
}
