package io.orderflow.infra.local.sqs;

import java.util.Map;
import java.util.Optional;

/**
 * A message as one receive saw it.
 *
 * @param sentMillis when it was first sent, kept over the move to a dead-letter queue
 * @param deadLetterSource the queue it was moved from
 */
public record ReceivedMessage(
        String id,
        String receiptHandle,
        String body,
        Map<String, AttributeValue> attributes,
        long sentMillis,
        long firstReceiveMillis,
        int receiveCount,
        Optional<String> deadLetterSource,
        Optional<String> traceHeader) {}
