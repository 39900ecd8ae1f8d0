package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.sqs.OutgoingMessage;
import io.orderflow.infra.local.sqs.Queues;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to queues, and hands on what is for HTTP(S) subscribers. A client error (queue gone, policy refuses) is never
 * retried, as on AWS: the message goes to the subscription's redrive queue or is lost. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html">SNS dead-letter queues</a>
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int MAX_RAW_ATTRIBUTES = 10;

    private final Queues queues;
    private final BiConsumer<Notification, Subscription> toWeb;

    Delivery(Queues queues, BiConsumer<Notification, Subscription> toWeb) {
        this.queues = queues;
        this.toWeb = toWeb;
    }

    void deliver(Notification notification, Subscription subscription) {
        if (!subscription.protocol().equals(Subscription.QUEUE)) {
            toWeb.accept(notification, subscription);
            return;
        }
        Optional<String> refusal = trySend(notification, subscription.endpoint(), message(notification, subscription));
        refusal.ifPresent(reason -> redrive(notification, subscription, reason, message(notification, subscription)));
    }

    /** Sends to the redrive queue what cannot be delivered for the reason given, or says that it is lost. */
    void redrive(Notification notification, Subscription subscription, String reason, OutgoingMessage message) {
        Optional<String> redriveArn = subscription.redriveArn();
        if (redriveArn.isEmpty()) {
            LOG.warn("Message {} is lost: {}; {} has no redrive policy", notification.id(), reason, subscription.arn());
            return;
        }
        LOG.warn("Message {} goes to {}: {}", notification.id(), redriveArn.get(), reason); // SNS keeps no reason
        trySend(notification, redriveArn.get(), message.with(notification.trace(), notification.group()))
                .ifPresent(second -> LOG.warn("Message {} is lost: {}; then {}", notification.id(), reason, second));
    }

    private static OutgoingMessage message(Notification notification, Subscription subscription) {
        OutgoingMessage message = subscription.raw()
                ? OutgoingMessage.of(notification.message(), notification.attributes())
                : OutgoingMessage.of(notification.envelope(subscription));
        return message.with(notification.trace(), notification.group());
    }

    /** Sends, or says why not. */
    private Optional<String> trySend(Notification notification, String queueArn, OutgoingMessage message) {
        Optional<String> queue = Queues.nameOf(queueArn).filter(queues::exists);
        if (queue.isEmpty()) {
            return Optional.of("The queue " + queueArn + " does not exist.");
        }
        if (!QueuePolicy.allows(queues.policy(queue.get()), notification.topicArn(), queueArn)) {
            return Optional.of("The policy of " + queueArn + " does not allow SQS:SendMessage from "
                    + notification.topicArn() + ".");
        }
        if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
            return Optional.of("Raw delivery with more than 10 message attributes.");
        }
        try {
            queues.send(queue.get(), message);
            return Optional.empty();
        } catch (AwsError e) {
            return Optional.of(e.message());
        }
    }
}
