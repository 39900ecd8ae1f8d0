package io.orderflow.infra.local.sqs;

import java.util.Map;
import java.util.Optional;

/**
 * A message as one receive saw it.
 *
 * @param sentMillis when it was first sent, kept over the move to a dead-letter queue
 * @param deadLetterSource the queue it was moved from
 * @param group the tenant that it was sent for
 */
public record ReceivedMessage(
        String id,
        String receiptHandle,
        String body,
        Map<String, SqsAttribute> attributes,
        long sentMillis,
        long firstReceiveMillis,
        int receiveCount,
        Optional<String> deadLetterSource,
        Optional<String> traceHeader,
        Optional<String> group) {

    static ReceivedMessage of(Message message) {
        Message.Delivery delivery = message.delivery();
        return new ReceivedMessage(
                message.id,
                Optional.ofNullable(delivery.receipt()).orElse(""),
                message.content.body(),
                message.content.attributes(),
                message.content.sentMillis(),
                delivery.firstReceiveMillis(),
                delivery.receiveCount(),
                Optional.ofNullable(delivery.deadLetterSource()),
                Optional.ofNullable(message.content.trace()),
                Optional.ofNullable(message.content.group()));
    }
}
