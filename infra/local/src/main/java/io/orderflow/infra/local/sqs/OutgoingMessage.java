package io.orderflow.infra.local.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is sent to a queue; without a delay the queue's own holds. */
public record OutgoingMessage(
        String body,
        Map<String, SqsAttribute> attributes,
        Optional<Duration> delay,
        Optional<String> traceHeader,
        Optional<String> group) {

    public OutgoingMessage {
        attributes = Map.copyOf(attributes);
    }

    public static OutgoingMessage of(String body) {
        return of(body, Map.of());
    }

    public static OutgoingMessage of(String body, Map<String, SqsAttribute> attributes) {
        return new OutgoingMessage(body, attributes, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same as a trace and for a tenant. */
    public OutgoingMessage with(Optional<String> trace, Optional<String> forGroup) {
        return new OutgoingMessage(body, attributes, delay, trace, forGroup);
    }

    /** Body and attributes with their names and types, as AWS counts them against its limits. */
    public long bytes() {
        long size = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, SqsAttribute> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().bytes();
        }
        return size;
    }
}
