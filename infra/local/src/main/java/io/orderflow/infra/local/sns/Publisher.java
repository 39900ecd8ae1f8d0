package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.sqs.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Checks what is published and hands it to every subscription. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class Publisher {

    private static final int MAX_BYTES = 262_144;
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_SUBJECT = 100;

    private final Delivery delivery;
    private final Function<String, List<Subscription>> subscriptions;
    private final Clock clock;

    Publisher(Delivery delivery, Function<String, List<Subscription>> subscriptions, Clock clock) {
        this.delivery = delivery;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Publishes one message and returns its id. */
    String publish(String topicArn, QueryParams in) throws AwsError {
        Notification notification = read(topicArn, in);
        subscriptions.apply(topicArn).stream()
                .filter(subscription -> !subscription.pending() && subscription.wants(notification))
                .forEach(subscription -> delivery.deliver(notification, subscription));
        return notification.id();
    }

    private Notification read(String topicArn, QueryParams in) throws AwsError {
        String message = in.get("Message").orElse("");
        if (message.isEmpty()) {
            throw SnsService.invalid("Empty message");
        }
        if (in.get("MessageStructure").filter("json"::equals).isPresent()) {
            message = forQueues(message);
        }
        Optional<String> subject = in.get("Subject").filter(text -> !text.isEmpty());
        if (subject.isPresent() && subject.get().length() > MAX_SUBJECT) {
            throw SnsService.invalid("Subject");
        }
        if (in.get("MessageDeduplicationId").isPresent()) {
            throw SnsService.invalid("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        Map<String, AttributeValue> attributes = attributes(in);
        if (size(message, attributes) > MAX_BYTES) {
            throw SnsService.invalid("Message too long");
        }
        return new Notification(UUID.randomUUID().toString(), topicArn, message, subject, attributes, clock.instant());
    }

    private static String forQueues(String structured) throws AwsError {
        ObjectNode json = Json.tryRead(structured)
                .orElseThrow(() -> SnsService.invalid("Message Structure - JSON message body failed to parse"));
        String byDefault = Json.text(json, "default")
                .orElseThrow(() -> SnsService.invalid("Message Structure - No default entry in JSON message body"));
        return Json.text(json, "sqs").orElse(byDefault);
    }

    private static Map<String, AttributeValue> attributes(QueryParams in) throws AwsError {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (QueryParams entry : in.list("MessageAttributes.entry")) {
            String name = entry.get("Name").orElse("");
            String type = entry.get("Value.DataType").orElse("");
            String value = entry.get(type.startsWith("Binary") ? "Value.BinaryValue" : "Value.StringValue")
                    .orElse("");
            if (name.isEmpty() || value.isEmpty() || !type.matches("(String|Number|Binary)(\\..+)?")) {
                throw AwsError.badRequest(
                        "ParameterValueInvalid",
                        "The message attribute '" + name + "' needs a type String, Number or Binary and a value.");
            }
            if (AttributeValue.reserved(name)) {
                throw AwsError.badRequest(
                        "ParameterValueInvalid",
                        "The message attribute name '" + name + "' must not start with AWS. or Amazon.");
            }
            attributes.put(name, new AttributeValue(type, value));
        }
        return attributes;
    }

    private static long size(String message, Map<String, AttributeValue> attributes) {
        long size = message.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += attribute.getKey().length()
                    + attribute.getValue().dataType().length()
                    + attribute.getValue().value().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    /** Publishes up to 10 messages; each succeeds or fails for itself. */
    void publishBatch(String topicArn, QueryParams in, Xml out) throws AwsError {
        List<QueryParams> entries = in.list("PublishBatchRequestEntries.member");
        check(entries);
        Xml failed = new Xml();
        out.open("Successful");
        for (QueryParams entry : entries) {
            String id = entry.require("Id");
            try {
                String messageId = publish(topicArn, entry);
                out.open("member").leaf("Id", id).leaf("MessageId", messageId).close("member");
            } catch (AwsError e) {
                failed.open("member")
                        .leaf("Id", id)
                        .leaf("Code", e.code())
                        .leaf("Message", e.message())
                        .leaf("SenderFault", "true")
                        .close("member");
            }
        }
        out.close("Successful").open("Failed").append(failed).close("Failed");
    }

    private static void check(List<QueryParams> entries) throws AwsError {
        if (entries.isEmpty()) {
            throw AwsError.badRequest("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAX_ENTRIES) {
            throw AwsError.badRequest(
                    "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible: 10.");
        }
        Set<String> ids = new HashSet<>();
        long bytes = 0;
        for (QueryParams entry : entries) {
            String id = entry.get("Id").orElse("");
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw AwsError.badRequest(
                        "InvalidBatchEntryId",
                        "The Id of a batch entry in a batch request doesn't abide by the specification.");
            }
            if (!ids.add(id)) {
                throw AwsError.badRequest(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
            bytes += size(entry.get("Message").orElse(""), attributes(entry));
        }
        if (bytes > MAX_BYTES) {
            throw AwsError.badRequest(
                    "BatchRequestTooLong",
                    "The length of all the batch messages put together is more than the limit: " + MAX_BYTES + ".");
        }
    }
}
