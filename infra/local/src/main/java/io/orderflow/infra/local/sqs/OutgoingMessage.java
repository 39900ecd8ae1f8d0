package io.orderflow.infra.local.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is sent to a queue; without a delay the queue's own holds. */
public record OutgoingMessage(
        String body, Map<String, AttributeValue> attributes, Optional<Duration> delay, Optional<String> traceHeader) {

    public OutgoingMessage {
        attributes = Map.copyOf(attributes);
    }

    public static OutgoingMessage of(String body) {
        return new OutgoingMessage(body, Map.of(), Optional.empty(), Optional.empty());
    }

    public static OutgoingMessage of(String body, Map<String, AttributeValue> attributes) {
        return new OutgoingMessage(body, attributes, Optional.empty(), Optional.empty());
    }
}
