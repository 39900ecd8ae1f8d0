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
 * The SNS envelope around an order.
 *
 * @param messageId SNS's id of the publication; null where it has none, as the others
 * @param attributes what the publisher gave, in order of their names
 */
public record LetterEnvelope(
        @Nullable String messageId,
        @Nullable String topicArn,
        @Nullable String subject,
        @Nullable String timestamp,
        List<MessageAttribute> attributes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public LetterEnvelope {
        attributes = List.copyOf(attributes);
    }

    /** Empty where the body is no envelope. */
    public static Optional<LetterEnvelope> of(String body) {
        if (Diagnoser.enveloped(body).isEmpty()) {
            return Optional.empty();
        }
        JsonNode tree;
        try {
            tree = JSON.readTree(body);
        } catch (JsonProcessingException brokenFurtherOn) {
            return Optional.empty();
        }
        List<MessageAttribute> attributes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : tree.path("MessageAttributes").properties()) {
            String type = each.getValue().path("Type").textValue();
            String value = each.getValue().path("Value").textValue();
            if (type != null && value != null) {
                attributes.add(new MessageAttribute(each.getKey(), type, value));
            }
        }
        attributes.sort(Comparator.comparing(MessageAttribute::name));
        return Optional.of(new LetterEnvelope(
                tree.path("MessageId").textValue(),
                tree.path("TopicArn").textValue(),
                tree.path("Subject").textValue(),
                tree.path("Timestamp").textValue(),
                attributes));
    }
}
