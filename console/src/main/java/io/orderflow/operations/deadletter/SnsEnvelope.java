package io.orderflow.operations.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What SNS wrote around an order.
 *
 * @param publishId what SNS called the message
 * @param topic its ARN
 * @param timestamp as SNS wrote it
 * @param attributes that were published with the order, in order of their names; SQS does not have them
 */
public record SnsEnvelope(
        @Nullable String publishId,
        @Nullable String topic,
        @Nullable String timestamp,
        List<MessageAttribute> attributes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public SnsEnvelope {
        attributes = List.copyOf(attributes);
    }

    /** Empty where the body is no envelope. */
    public static Optional<SnsEnvelope> of(String body) {
        if (Diagnoser.enveloped(body).isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(body);
            List<MessageAttribute> attributes = new ArrayList<>();
            for (Map.Entry<String, JsonNode> each :
                    tree.path("MessageAttributes").properties()) {
                attributes.add(new MessageAttribute(
                        each.getKey(),
                        each.getValue().path("Type").asText(),
                        each.getValue().path("Value").asText()));
            }
            attributes.sort(Comparator.comparing(MessageAttribute::name));
            return Optional.of(new SnsEnvelope(
                    tree.path("MessageId").textValue(),
                    tree.path("TopicArn").textValue(),
                    tree.path("Timestamp").textValue(),
                    attributes));
        } catch (JsonProcessingException broken) {
            return Optional.empty(); // it breaks off behind the order
        }
    }
}
