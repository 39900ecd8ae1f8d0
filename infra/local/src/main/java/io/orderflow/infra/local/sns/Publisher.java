package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what is published and hands it to every subscription. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class Publisher {

    private static final int MAX_ENTRIES = 10;
    private static final int MAX_SUBJECT = 100;
    private static final Pattern GROUP = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private final Delivery delivery;
    private final Function<String, List<Subscription>> subscriptions;
    private final Clock clock;
    private final FilterPolicies filters = new FilterPolicies();

    Publisher(Delivery delivery, Function<String, List<Subscription>> subscriptions, Clock clock) {
        this.delivery = delivery;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Publishes one message and returns its id. */
    String publish(Topic topic, QueryParams in, Optional<String> trace) throws AwsError {
        Notification notification = read(topic, in, trace, "");
        deliver(notification);
        return notification.id();
    }

    private void deliver(Notification notification) {
        subscriptions.apply(notification.topicArn()).stream()
                .filter(subscription -> !subscription.pending() && filters.accept(subscription, notification))
                .forEach(subscription -> delivery.deliver(notification.to(subscription.protocol()), subscription));
    }

    private Notification read(Topic topic, QueryParams in, Optional<String> trace, String where) throws AwsError {
        String message = in.get("Message").orElse("");
        if (message.isEmpty()) {
            throw SnsService.invalid("Empty message");
        }
        Map<String, String> texts = Map.of();
        if (in.get("MessageStructure").filter("json"::equals).isPresent()) {
            texts = texts(message);
            message = texts.getOrDefault(Subscription.QUEUE, "");
        }
        Optional<String> subject = in.get("Subject");
        if (subject.filter(text -> !subjectIsGood(text)).isPresent()) {
            throw SnsService.invalid("Subject");
        }
        if (in.get("MessageDeduplicationId").isPresent()) {
            throw SnsService.invalid("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        Optional<String> group = in.get("MessageGroupId");
        if (group.filter(id -> !GROUP.matcher(id).matches()).isPresent()) {
            throw SnsService.invalid("MessageGroupId Reason: The MessageGroupId can only include alphanumeric and"
                    + " punctuation characters. 1 to 128 in length");
        }
        Map<String, SqsAttribute> attributes = MessageAttributes.read(in, where);
        if (size(message, attributes) > topic.maximumMessageSize()) {
            throw SnsService.invalid("Message too long");
        }
        return new Notification(
                UUID.randomUUID().toString(),
                topic.arn(),
                message,
                subject,
                attributes,
                clock.instant(),
                trace,
                group,
                texts);
    }

    private static boolean subjectIsGood(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_SUBJECT
                && text.codePoints().noneMatch(Character::isISOControl);
    }

    /** By protocol, for those that can be subscribed and reached. */
    private static Map<String, String> texts(String structured) throws AwsError {
        ObjectNode json = Json.tryRead(structured)
                .orElseThrow(() -> SnsService.invalid("Message Structure - JSON message body failed to parse"));
        String byDefault = Json.text(json, "default")
                .orElseThrow(() -> SnsService.invalid("Message Structure - No default entry in JSON message body"));
        return Stream.of(Subscription.QUEUE, "http", "https")
                .collect(Collectors.toMap(Function.identity(), protocol -> Json.text(json, protocol)
                        .orElse(byDefault)));
    }

    private static long size(String message, Map<String, SqsAttribute> attributes) {
        long size = bytes(message);
        for (Map.Entry<String, SqsAttribute> attribute : attributes.entrySet()) {
            size += bytes(attribute.getKey())
                    + bytes(attribute.getValue().dataType())
                    + bytes(attribute.getValue().value());
        }
        return size;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What an entry counts in the batch, whether or not it will be taken. */
    private static long size(QueryParams entry) {
        long size = bytes(entry.get("Message").orElse(""));
        for (QueryParams attribute : entry.list("MessageAttributes.entry")) {
            for (String part : List.of("Name", "Value.DataType", "Value.StringValue", "Value.BinaryValue")) {
                size += bytes(attribute.get(part).orElse(""));
            }
        }
        return size;
    }

    /** Publishes up to 10 messages: all of them, or none if AWS would refuse one. */
    void publishBatch(Topic topic, QueryParams in, Optional<String> trace, Xml out) throws AwsError {
        List<QueryParams> entries = in.list("PublishBatchRequestEntries.member");
        check(entries, topic.maximumMessageSize());
        Map<String, Notification> notifications = new LinkedHashMap<>();
        for (QueryParams entry : entries) {
            String where = "publishBatchRequestEntries." + (notifications.size() + 1) + ".member.";
            notifications.put(entry.require("Id"), read(topic, entry, trace, where));
        }
        out.open("Successful");
        notifications.forEach((id, notification) -> {
            deliver(notification);
            out.open("member")
                    .leaf("Id", id)
                    .leaf("MessageId", notification.id())
                    .close("member");
        });
        out.close("Successful").open("Failed").close("Failed");
    }

    private static void check(List<QueryParams> entries, int maximum) throws AwsError {
        if (entries.isEmpty()) {
            throw AwsError.badRequest("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAX_ENTRIES) {
            throw AwsError.badRequest(
                    "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        Set<String> ids = new HashSet<>();
        long bytes = 0;
        for (QueryParams entry : entries) {
            String id = entry.get("Id").orElse("");
            checkId(id);
            if (!ids.add(id)) {
                throw AwsError.badRequest(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
            bytes += size(entry);
        }
        if (bytes > maximum) {
            throw AwsError.badRequest(
                    "BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        }
    }

    private static void checkId(String id) throws AwsError {
        if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
            String fault = "The Id of a batch entry in the batch request ";
            throw AwsError.badRequest(
                    "InvalidBatchEntryId",
                    fault
                            + (id.matches("[A-Za-z0-9_-]*")
                                    ? id.isEmpty() ? "is empty." : "is too long: " + id
                                    : "contains an impermissible character: " + id));
        }
    }
}
