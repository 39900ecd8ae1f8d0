package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Messages between SQS's JSON and our values. */
public final class MessageShapes {

    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_DELAY_SECONDS = 900;
    static final String TRACE = "AWSTraceHeader";
    private static final Pattern GROUP = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private MessageShapes() {}

    /** The message of a SendMessage or of one entry of a batch. */
    static OutgoingMessage outgoing(JsonNode input) throws AwsError {
        String body = Json.text(input, "MessageBody").orElse("");
        if (body.isEmpty()) {
            throw SqsFaults.missing("MessageBody");
        }
        if (!body.codePoints().allMatch(MessageShapes::allowed)) {
            throw AwsError.badRequest("InvalidMessageContents", "Invalid characters found in the message body.");
        }
        int delay = input.path("DelaySeconds").asInt(-1);
        if (input.has("DelaySeconds") && (delay < 0 || delay > MAX_DELAY_SECONDS)) {
            throw SqsFaults.invalid(
                    "DelaySeconds",
                    input.path("DelaySeconds").asText(),
                    "DelaySeconds must be >= 0 and <= " + MAX_DELAY_SECONDS + ".");
        }
        Optional<String> deduplication = Json.text(input, "MessageDeduplicationId");
        if (deduplication.isPresent()) {
            throw SqsFaults.invalid(
                    "MessageDeduplicationId",
                    deduplication.get(),
                    "The request include parameter that is not valid for this queue type.");
        }
        return new OutgoingMessage(
                body,
                attributes(input.path("MessageAttributes")),
                delay < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(delay)),
                trace(input.path("MessageSystemAttributes")),
                group(Json.text(input, "MessageGroupId")));
    }

    private static Optional<String> trace(JsonNode system) throws AwsError {
        for (String name : Json.map(system).keySet()) {
            if (!name.equals(TRACE)) {
                throw SqsFaults.invalid("Message system attribute name '" + name + "' is invalid.");
            }
        }
        Optional<String> value = Json.text(system.path(TRACE), "StringValue");
        if (value.isPresent() && !system.path(TRACE).path("DataType").asText().equals("String")) {
            throw SqsFaults.invalid("Message system attribute 'AWSTraceHeader' must have the type String.");
        }
        return value;
    }

    /** A standard queue takes a group as a tenant, which makes it a fair one. */
    private static Optional<String> group(Optional<String> group) throws AwsError {
        if (group.isPresent() && !GROUP.matcher(group.get()).matches()) {
            throw SqsFaults.invalid(
                    "MessageGroupId",
                    group.get(),
                    "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return group;
    }

    static boolean allowed(int c) {
        return c < 0x20 ? "\t\n\r".indexOf(c) >= 0 : c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    /** Lists are in the model alone: AWS takes none, not even an empty one, and refuses a whole batch for it. */
    static void refuseLists(String operation, JsonNode in) throws AwsError {
        for (String list : List.of("StringListValues", "BinaryListValues")) {
            if (in.findParents(list).stream().anyMatch(value -> value.hasNonNull(list) && value.has("DataType"))) {
                throw SqsFaults.legacy(
                        "UnsupportedOperation",
                        "Message attribute list values in " + operation + " operation are not supported.");
            }
        }
    }

    static Map<String, SqsAttribute> attributes(JsonNode node) throws AwsError {
        Map<String, SqsAttribute> attributes = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : Json.members(node).properties()) {
            String type = Json.text(Json.members(entry.getValue()), "DataType").orElse("");
            boolean binary = type.startsWith("Binary");
            String text = Json.text(entry.getValue(), binary ? "BinaryValue" : "StringValue")
                    .orElse("");
            SqsAttribute attribute = new SqsAttribute(type, binary ? base64(text) : text);
            attribute.check(entry.getKey());
            attributes.put(entry.getKey(), attribute);
        }
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw SqsFaults.invalid(
                    "Number of message attributes [" + attributes.size() + "] exceeds the allowed maximum [10].");
        }
        return attributes;
    }

    private static String base64(String text) throws AwsError {
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw SqsFaults.invalid("A binary message attribute is not base64.");
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
        system.forEach(node.putObject("Attributes")::put);
        Map<String, SqsAttribute> chosen = new HashMap<>(message.attributes());
        chosen.keySet().removeIf(name -> !asked(name, attributeNames));
        if (!chosen.isEmpty()) {
            node.put("MD5OfMessageAttributes", Digest.of(chosen));
        }
        ObjectNode attributes = node.putObject("MessageAttributes");
        chosen.forEach((name, value) -> attributes
                .putObject(name)
                .put("DataType", value.dataType())
                .put(value.binary() ? "BinaryValue" : "StringValue", value.value()));
        return Json.withoutEmpty(node);
    }

    static Map<String, String> system(ReceivedMessage message) {
        Map<String, String> system = new HashMap<>();
        system.put("SenderId", "000000000000");
        system.put("SentTimestamp", Long.toString(message.sentMillis()));
        system.put("ApproximateReceiveCount", Integer.toString(message.receiveCount()));
        system.put("ApproximateFirstReceiveTimestamp", Long.toString(message.firstReceiveMillis()));
        message.deadLetterSource().ifPresent(queue -> system.put("DeadLetterQueueSourceArn", Queues.arn(queue)));
        message.traceHeader().ifPresent(trace -> system.put(TRACE, trace));
        message.group().ifPresent(group -> system.put("MessageGroupId", group));
        return system;
    }

    private static boolean asked(String name, Set<String> names) {
        return names.contains("All")
                || names.contains("*")
                || names.contains(name)
                || names.stream().anyMatch(n -> n.endsWith(".*") && name.startsWith(n.substring(0, n.length() - 2)));
    }
}
