package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages between SQS's JSON and our values. */
final class MessageShapes {

    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_DELAY_SECONDS = 900;

    private MessageShapes() {}

    /** The message of a SendMessage or of one entry of a batch. */
    static OutgoingMessage outgoing(JsonNode input) throws AwsError {
        String body = Json.text(input, "MessageBody").orElse("");
        if (body.isEmpty()) {
            throw AwsError.badRequest("MissingParameter", "The request must contain the parameter MessageBody.");
        }
        if (!body.codePoints().allMatch(MessageShapes::allowed)) {
            throw AwsError.badRequest("InvalidMessageContents", "Invalid characters found in the message body.");
        }
        int delay = input.path("DelaySeconds").asInt(-1);
        if (input.has("DelaySeconds") && (delay < 0 || delay > MAX_DELAY_SECONDS)) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Value " + input.path("DelaySeconds").asText() + " for parameter DelaySeconds is invalid. Reason:"
                            + " DelaySeconds must be >= 0 and <= " + MAX_DELAY_SECONDS + ".");
        }
        Optional<String> deduplication = Json.text(input, "MessageDeduplicationId");
        if (deduplication.isPresent()) { // a MessageGroupId is welcome: it makes a standard queue a fair one
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Value " + deduplication.get() + " for parameter MessageDeduplicationId is invalid. Reason: The"
                            + " request includes a parameter that is not valid for this queue type.");
        }
        return new OutgoingMessage(
                body,
                attributes(input.path("MessageAttributes")),
                delay < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(delay)),
                Json.text(input.path("MessageSystemAttributes").path("AWSTraceHeader"), "StringValue"));
    }

    private static boolean allowed(int c) {
        return c == 0x9
                || c == 0xA
                || c == 0xD
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    static Map<String, AttributeValue> attributes(JsonNode node) throws AwsError {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> it = node.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = it.next();
            String type = Json.text(entry.getValue(), "DataType").orElse("");
            boolean binary = type.startsWith("Binary");
            Optional<String> value = Json.text(entry.getValue(), binary ? "BinaryValue" : "StringValue");
            if (value.isEmpty() || !type.matches("(String|Number|Binary)(\\..+)?")) {
                throw AwsError.badRequest(
                        "InvalidParameterValue",
                        "The message attribute '" + entry.getKey() + "' needs a type String, Number or Binary and a"
                                + " value.");
            }
            if (AttributeValue.reserved(entry.getKey())) {
                throw AwsError.badRequest(
                        "InvalidParameterValue",
                        "The message attribute name '" + entry.getKey() + "' must not start with AWS. or Amazon.");
            }
            if (value.get().isEmpty()) {
                throw AwsError.badRequest(
                        "InvalidParameterValue",
                        "The message attribute '" + entry.getKey() + "' must contain a non-empty value of type '" + type
                                + "'.");
            }
            attributes.put(entry.getKey(), new AttributeValue(type, binary ? base64(value.get()) : value.get()));
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        return attributes;
    }

    private static String base64(String text) throws AwsError {
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("InvalidParameterValue", "A binary message attribute is not base64.");
        }
    }

    /** The received message with the attributes that were asked for. */
    static ObjectNode received(ReceivedMessage message, Set<String> systemNames, Set<String> attributeNames) {
        ObjectNode node = Json.object()
                .put("MessageId", message.id())
                .put("ReceiptHandle", message.receiptHandle())
                .put("MD5OfBody", Digest.of(message.body()))
                .put("Body", message.body());
        Map<String, String> system = system(message);
        if (!systemNames.contains("All")) {
            system.keySet().retainAll(systemNames);
        }
        if (!system.isEmpty()) {
            ObjectNode attributes = node.putObject("Attributes");
            system.forEach(attributes::put);
        }
        Map<String, AttributeValue> chosen = new HashMap<>(message.attributes());
        chosen.keySet().removeIf(name -> !asked(name, attributeNames));
        if (!chosen.isEmpty()) {
            node.put("MD5OfMessageAttributes", Digest.of(chosen));
            ObjectNode attributes = node.putObject("MessageAttributes");
            chosen.forEach((name, value) -> attributes
                    .putObject(name)
                    .put("DataType", value.dataType())
                    .put(value.binary() ? "BinaryValue" : "StringValue", value.value()));
        }
        return node;
    }

    static Map<String, String> system(ReceivedMessage message) {
        Map<String, String> system = new HashMap<>();
        system.put("SenderId", "000000000000");
        system.put("SentTimestamp", Long.toString(message.sentMillis()));
        system.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceiveMillis()));
        message.deadLetterSource().ifPresent(queue -> system.put("DeadLetterQueueSourceArn", Queues.arn(queue)));
        message.traceHeader().ifPresent(trace -> system.put("AWSTraceHeader", trace));
        return system;
    }

    private static boolean asked(String name, Set<String> names) {
        return names.contains("All")
                || names.contains(".*")
                || names.contains(name)
                || names.stream().anyMatch(n -> n.endsWith(".*") && name.startsWith(n.substring(0, n.length() - 2)));
    }

    static Set<String> strings(JsonNode list) {
        Set<String> strings = new HashSet<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    static Map<String, String> map(JsonNode node) {
        Map<String, String> map = new HashMap<>();
        node.fields()
                .forEachRemaining(
                        field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }
}
