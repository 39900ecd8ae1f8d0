package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.sns.http.DeliveryPolicy;
import io.orderflow.infra.local.sns.http.Poster;
import io.orderflow.infra.local.sqs.OutgoingMessage;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to HTTP(S) subscribers: recorded first, then posted, and after a failure posted again as the delivery policy
 * says, also after a restart. A notification that is then still not taken goes to the subscription's redrive queue or is
 * lost with a warning. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Delivery retries</a>
 */
final class WebDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebDelivery.class);
    /** AWS retries no longer, whatever the policy. What was published longer ago, while nothing ran here, gets one try. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final long SECOND_MILLIS = 1000;
    /** More than this, of all subscriptions, are not kept: nobody takes them. */
    private static final int MOST = 10_000;

    private final StateMap<WebMessage> recorded;
    private final WebSchedule schedule;
    private final Poster poster;
    private final WebEnvelope envelope;
    private final Declared declared;
    private final Delivery redrive;
    private final Clock clock;

    /** What is declared of a subscription and its topic; asked at each attempt, as it may change between two. */
    interface Declared {

        /** The subscription that the message is for, if it is still to get a message of this kind. */
        Optional<Subscription> subscription(WebMessage message);

        DeliveryPolicy policy(Subscription subscription);

        String signatureVersion(String topicArn);
    }

    WebDelivery(
            DurableStore store,
            Executor executor,
            WebEnvelope envelope,
            Declared declared,
            Delivery redrive,
            Clock clock) {
        this.recorded = new StateMap<>(store, "sns-http", WebMessage.class);
        this.poster = new Poster(executor);
        this.schedule = new WebSchedule(executor, this::attempt, this::pause, clock);
        this.envelope = envelope;
        this.declared = declared;
        this.redrive = redrive;
        this.clock = clock;
    }

    /** Goes on with what was recorded before a restart. */
    void resume() {
        recorded.values().forEach(schedule::add);
    }

    /** Records the message; it is posted at once, by another thread. */
    void add(WebMessage message, Subscription subscription) {
        if (schedule.size() >= MOST) {
            giveUp(message, subscription, MOST + " messages wait for HTTP(S) subscribers already");
            return;
        }
        recorded.put(message.key(), message);
        schedule.add(message);
    }

    /** Confirmations go at once; the policy is of notifications' numbers. */
    private long pause(WebMessage message) {
        int perSecond = message.notifies()
                ? declared.subscription(message)
                        .map(found -> declared.policy(found).perSecond())
                        .orElse(0)
                : 0;
        return perSecond == 0 ? 0 : SECOND_MILLIS / perSecond;
    }

    private void attempt(WebMessage message) throws InterruptedException {
        Optional<Subscription> subscription = declared.subscription(message);
        if (subscription.isEmpty()) { // taken away, or confirmed meanwhile
            recorded.remove(message.key());
            return;
        }
        Optional<Poster.Failure> failure = post(message, subscription.get());
        if (failure.isEmpty()) {
            recorded.remove(message.key());
        } else if (!schedule.closed()) { // a post that the close ended is none
            failed(message, subscription.get(), failure.get());
        }
    }

    private Optional<Poster.Failure> post(WebMessage message, Subscription subscription) throws InterruptedException {
        try {
            return poster.post(
                    subscription.endpoint(),
                    WebEnvelope.headers(message, subscription, declared.policy(subscription)),
                    envelope.body(message, subscription, declared.signatureVersion(message.topicArn())));
        } catch (IOException e) {
            return Optional.of(new Poster.Failure("it cannot be signed: " + e.getMessage(), true));
        }
    }

    private void failed(WebMessage message, Subscription subscription, Poster.Failure failure) {
        Optional<WebMessage> retry = declared.policy(subscription)
                .retries()
                .after(message.tries())
                .map(delay -> message.later(clock.millis() + delay.toMillis()))
                .filter(later -> later.dueMillis() - later.atMillis() <= LONGEST.toMillis());
        if (failure.again() && retry.isPresent()) {
            WebMessage next = retry.get();
            recorded.put(next.key(), next);
            schedule.add(next);
            return;
        }
        giveUp(message, subscription, failure.reason());
        recorded.remove(message.key());
    }

    private void giveUp(WebMessage message, Subscription subscription, String reason) {
        if (message.notifies()) {
            redrive.redrive(message.notification(), subscription, reason, outgoing(message, subscription));
        } else {
            LOG.warn("{} did not reach {}: {}", message.kind().type(), subscription.arn(), reason);
        }
    }

    private OutgoingMessage outgoing(WebMessage message, Subscription subscription) {
        if (subscription.raw()) {
            return OutgoingMessage.of(message.message(), message.attributes());
        }
        try {
            return OutgoingMessage.of(
                    envelope.body(message, subscription, declared.signatureVersion(message.topicArn())));
        } catch (IOException e) {
            LOG.warn("Message {} goes on without a valid signature: {}", message.messageId(), e.getMessage());
            return OutgoingMessage.of(message.notification().envelope(subscription));
        }
    }

    @Override
    public void close() {
        schedule.close();
        poster.close();
    }
}
