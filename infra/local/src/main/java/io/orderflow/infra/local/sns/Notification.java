package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A published message, and the envelope in which a queue gets it.
 *
 * @param texts by protocol, where one has another than {@code message}
 */
record Notification(
        String id,
        String topicArn,
        String message,
        Optional<String> subject,
        Map<String, SqsAttribute> attributes,
        Instant at,
        Optional<String> trace,
        Optional<String> group,
        Map<String, String> texts) {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The same with the text that is for the protocol. */
    Notification to(String protocol) {
        String text = texts.getOrDefault(protocol, message);
        return new Notification(id, topicArn, text, subject, attributes, at, trace, group, Map.of());
    }

    String timestamp() {
        return TIMESTAMP.format(at);
    }

    /** The JSON of a delivery to a queue that is not raw; its signature is a sample, as no queue's reader can fetch AWS's key. */
    String envelope(Subscription subscription) {
        ObjectNode envelope =
                Json.object().put("Type", "Notification").put("MessageId", id).put("TopicArn", topicArn);
        subject.ifPresent(text -> envelope.put("Subject", text));
        envelope.put("Message", message)
                .put("Timestamp", timestamp())
                .put("SignatureVersion", "1")
                .put("Signature", "RVhBTVBMRQ==")
                .put("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-EXAMPLE.pem")
                .put(
                        "UnsubscribeURL",
                        "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn="
                                + subscription.arn());
        putAttributes(envelope);
        return Json.write(envelope);
    }

    void putAttributes(ObjectNode envelope) {
        if (!attributes.isEmpty()) {
            ObjectNode list = envelope.putObject("MessageAttributes");
            new TreeMap<>(attributes)
                    .forEach((name, value) ->
                            list.putObject(name).put("Type", value.dataType()).put("Value", value.value()));
        }
    }
}
