package io.orderflow.operations.deadletter;

import java.time.Instant;
import java.util.List;

/**
 * A message as it lay in OrderDLQ. Everything in it was written by others and is only ever shown as text.
 *
 * @param messageId SQS's id; a redrive gives the message a new one
 * @param body as received: an SNS envelope or an order's JSON, or neither
 * @param receiveCount how often it was received, the look that found it included
 * @param sentAt when it was first sent; a move into a dead-letter queue keeps that time
 * @param attributes in order of their names
 */
public record DeadLetter(
        String messageId, String body, int receiveCount, Instant sentAt, List<MessageAttribute> attributes) {
    public DeadLetter {
        attributes = List.copyOf(attributes);
    }
}
