package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.infra.local.sqs.AttributeValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP(S) subscriber is still to get, as it is recorded: the parts, not the text, as the endpoint's port and the
 * signature may be others after a restart.
 *
 * @param confirmation whether it asks to confirm the subscription, or is a notification
 * @param tries how often it was tried
 * @param dueMillis not to be tried before
 */
record WebMessage(
        String key,
        String subscriptionArn,
        boolean confirmation,
        String messageId,
        String topicArn,
        String message,
        @Nullable String subject,
        Map<String, AttributeValue> attributes,
        long atMillis,
        @Nullable String trace,
        @Nullable String group,
        int tries,
        long dueMillis) {

    WebMessage {
        attributes = Map.copyOf(attributes);
    }

    static WebMessage of(Notification notification, String subscriptionArn) {
        return new WebMessage(
                UUID.randomUUID().toString(),
                subscriptionArn,
                false,
                notification.id(),
                notification.topicArn(),
                notification.message(),
                notification.subject().orElse(null),
                notification.attributes(),
                notification.at().toEpochMilli(),
                notification.trace().orElse(null),
                notification.group().orElse(null),
                0,
                notification.at().toEpochMilli());
    }

    static WebMessage confirmation(Subscription subscription, long now) {
        String text = "You have chosen to subscribe to the topic " + subscription.topicArn()
                + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
        return new WebMessage(
                UUID.randomUUID().toString(),
                subscription.arn(),
                true,
                UUID.randomUUID().toString(),
                subscription.topicArn(),
                text,
                null,
                Map.of(),
                now,
                null,
                null,
                0,
                now);
    }

    WebMessage later(long millis) {
        return new WebMessage(
                key,
                subscriptionArn,
                confirmation,
                messageId,
                topicArn,
                message,
                subject,
                attributes,
                atMillis,
                trace,
                group,
                tries + 1,
                millis);
    }

    @JsonIgnore
    Notification notification() {
        return new Notification(
                messageId,
                topicArn,
                message,
                Optional.ofNullable(subject),
                attributes,
                Instant.ofEpochMilli(atMillis),
                Optional.ofNullable(trace),
                Optional.ofNullable(group),
                Map.of());
    }
}
