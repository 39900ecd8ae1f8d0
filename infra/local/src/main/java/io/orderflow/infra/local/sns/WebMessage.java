package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP(S) subscriber is still to get, as it is recorded: the parts, not the text, as the endpoint's port and the
 * signature may be others after a restart.
 *
 * @param tries how often it was tried
 * @param dueMillis not to be tried before
 */
record WebMessage(
        String key,
        String subscriptionArn,
        Kind kind,
        String messageId,
        String topicArn,
        String message,
        @Nullable String subject,
        Map<String, SqsAttribute> attributes,
        long atMillis,
        @Nullable String trace,
        @Nullable String group,
        int tries,
        long dueMillis) {

    /** What SNS posts, with the name that it has there. */
    enum Kind {
        ASKS_TO_CONFIRM("SubscriptionConfirmation"),
        NOTIFIES("Notification"),
        HAS_UNSUBSCRIBED("UnsubscribeConfirmation");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    WebMessage {
        attributes = Map.copyOf(attributes);
    }

    static WebMessage of(Notification notification, String subscriptionArn) {
        return new WebMessage(
                UUID.randomUUID().toString(),
                subscriptionArn,
                Kind.NOTIFIES,
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

    /** What tells a subscriber that it is to confirm, or that it is no longer one. */
    static WebMessage of(Kind kind, Subscription subscription, long now) {
        String text = kind == Kind.ASKS_TO_CONFIRM
                ? "You have chosen to subscribe to the topic " + subscription.topicArn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message."
                : "You have chosen to deactivate subscription " + subscription.arn()
                        + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in"
                        + " this message.";
        return new WebMessage(
                UUID.randomUUID().toString(),
                subscription.arn(),
                kind,
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
                kind,
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
    boolean notifies() {
        return kind == Kind.NOTIFIES;
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
