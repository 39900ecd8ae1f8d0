package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.sns.http.Poster;
import io.orderflow.infra.local.sqs.OutgoingMessage;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to HTTP(S) subscribers: recorded first, then posted, and after a failure posted again, also after a restart.
 * AWS's default is three retries 20 s apart; on a machine of one's own they follow after 1, 2 and 4 s. What is then
 * still not taken goes to the subscription's redrive queue or is lost with a warning. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Delivery retries</a>
 */
final class WebDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebDelivery.class);
    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    /** What was published longer ago, while nothing ran here, gets one more try and no further. */
    private static final Duration LONGEST = Duration.ofHours(1);
    /** More than this, of all subscriptions, are not kept: nobody takes them. */
    private static final int MOST = 10_000;

    private final StateMap<WebMessage> recorded;
    private final WebSchedule schedule;
    private final Poster poster;
    private final WebEnvelope envelope;
    private final Function<String, Optional<Subscription>> subscriptions;
    private final Function<String, String> signatureVersion;
    private final Delivery redrive;
    private final Clock clock;

    WebDelivery(
            DurableStore store,
            Executor executor,
            WebEnvelope envelope,
            Function<String, Optional<Subscription>> subscriptions,
            Function<String, String> signatureVersion,
            Delivery redrive,
            Clock clock) {
        this.recorded = new StateMap<>(store, "sns-http", WebMessage.class);
        this.poster = new Poster(executor);
        this.schedule = new WebSchedule(executor, this::attempt, clock);
        this.envelope = envelope;
        this.subscriptions = subscriptions;
        this.signatureVersion = signatureVersion;
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

    private void attempt(WebMessage message) throws InterruptedException {
        Optional<Subscription> subscription = subscriptions
                .apply(message.subscriptionArn())
                .filter(found -> found.pending() == message.confirmation());
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
                    WebEnvelope.headers(message, subscription),
                    envelope.body(message, subscription, signatureVersion.apply(message.topicArn())));
        } catch (IOException e) {
            return Optional.of(new Poster.Failure("it cannot be signed: " + e.getMessage(), true));
        }
    }

    private void failed(WebMessage message, Subscription subscription, Poster.Failure failure) {
        boolean old = clock.millis() - message.atMillis() > LONGEST.toMillis();
        if (failure.again() && !old && message.tries() < RETRIES.size()) {
            WebMessage next =
                    message.later(clock.millis() + RETRIES.get(message.tries()).toMillis());
            recorded.put(next.key(), next);
            schedule.add(next);
            return;
        }
        giveUp(message, subscription, failure.reason());
        recorded.remove(message.key());
    }

    private void giveUp(WebMessage message, Subscription subscription, String reason) {
        if (message.confirmation()) {
            LOG.warn("{} was not asked to confirm: {}. Subscribe again to be asked again.", subscription.arn(), reason);
            return;
        }
        redrive.redrive(message.notification(), subscription, reason, outgoing(message, subscription));
    }

    private OutgoingMessage outgoing(WebMessage message, Subscription subscription) {
        if (subscription.raw()) {
            return OutgoingMessage.of(message.message(), message.attributes());
        }
        try {
            return OutgoingMessage.of(envelope.body(message, subscription, signatureVersion.apply(message.topicArn())));
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
