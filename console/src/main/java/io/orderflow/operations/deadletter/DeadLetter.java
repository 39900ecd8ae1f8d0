package io.orderflow.operations.deadletter;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message as it lay in a queue of dead letters. Everything in it was written by others and is only ever shown as text.
 *
 * @param messageId SQS's id; a redrive gives the message a new one
 * @param body as received: an SNS envelope or an order's JSON, or neither
 * @param receiveCount how often it was received, the look that found it included
 * @param sentAt when it was first sent; a move into a dead-letter queue keeps that time
 * @param attributes in order of their names
 * @param system SQS's own attributes as it wrote them, by name
 */
public record DeadLetter(
        String messageId,
        String body,
        int receiveCount,
        Instant sentAt,
        List<MessageAttribute> attributes,
        Map<String, String> system) {
    public static final String GROUP = "MessageGroupId";
    public static final String TRACE = "AWSTraceHeader";
    /** Set by SQS when it moves a message after its last failed receive. */
    public static final String SOURCE = "DeadLetterQueueSourceArn";

    public DeadLetter {
        attributes = List.copyOf(attributes);
        system = Collections.unmodifiableMap(new TreeMap<>(system));
    }

    /** The queue that it died in, by its ARN; null for one that was put here by other means. */
    public @Nullable String source() {
        return system.get(SOURCE);
    }

    public @Nullable String group() {
        return system.get(GROUP);
    }

    public @Nullable String trace() {
        return system.get(TRACE);
    }
}
