package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queues: what was declared about them, and their messages in the engine. The one way in for the SQS operations,
 * for SNS deliveries and for the event source poller. Thread-safe. A change is durable after
 * {@link DurableStore#awaitDurable}.
 */
public final class Queues implements AutoCloseable {

    private static final String ARN_PREFIX = "arn:aws:sqs:us-east-1:000000000000:";

    private final QueueEngine engine;
    private final Retention retention;
    private final StateMap<QueueState> states;
    private final Clock clock;
    private final Map<String, Bell> bells = new ConcurrentHashMap<>();

    /** Opens the queues with the messages of the last run. */
    public Queues(DurableStore store, Clock clock) {
        this.engine = new QueueEngine(store);
        this.retention = new Retention(engine::created);
        this.states = new StateMap<>(store, "sqs-queues", QueueState.class);
        this.clock = clock;
        // a dead-letter queue must be there before the queue that names it
        List<QueueState> order = new ArrayList<>(states.values());
        order.sort(Comparator.comparing(queue -> queue.attributes().containsKey("RedrivePolicy")));
        order.forEach(queue -> engine.create(queue.name(), settings(queue)));
        order.forEach(queue -> engine.update(queue.name(), settings(queue))); // dead-letter queues that have one too
    }

    public static String arn(String name) {
        return ARN_PREFIX + name;
    }

    /** The name in an ARN of this account and region. */
    public static Optional<String> nameOf(String arn) {
        return arn.startsWith(ARN_PREFIX) ? Optional.of(arn.substring(ARN_PREFIX.length())) : Optional.empty();
    }

    public boolean exists(String name) {
        return states.get(name).isPresent();
    }

    List<String> names() {
        return states.keys();
    }

    QueueState state(String name) throws AwsError {
        return states.get(name).orElseThrow(Queues::nonExistent);
    }

    static AwsError nonExistent() {
        return AwsError.badRequest("AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
    }

    /** The queue's policy document, if it has one. */
    public Optional<String> policy(String name) {
        return states.get(name).flatMap(queue -> QueueAttributes.read(queue, "Policy"));
    }

    /** The queue's own visibility timeout. */
    public Optional<Duration> visibilityTimeout(String name) {
        return states.get(name).map(queue -> Duration.ofSeconds(QueueAttributes.number(queue, "VisibilityTimeout")));
    }

    /** Creates the queue; one that is there already must agree with every attribute that is given. */
    synchronized void create(String name, Map<String, String> attributes, Map<String, String> tags) throws AwsError {
        if (name.endsWith(".fifo")) {
            throw QueueAttributes.fifo();
        }
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        QueueAttributes.check(attributes);
        Optional<QueueState> existing = states.get(name);
        if (existing.isPresent()) {
            for (Map.Entry<String, String> wanted : attributes.entrySet()) {
                Optional<String> is = QueueAttributes.read(existing.get(), wanted.getKey());
                if (!is.orElse("").equals(wanted.getValue())) {
                    throw AwsError.badRequest(
                            "QueueAlreadyExists",
                            "A queue already exists with the same name and a different value for attribute "
                                    + wanted.getKey());
                }
            }
            return;
        }
        checkRedrive(name, attributes);
        long now = clock.instant().getEpochSecond();
        QueueState queue = new QueueState(name, Map.of(), tags, now, now).withAttributes(attributes, now);
        engine.create(name, settings(queue));
        states.put(name, queue);
        relink(name);
    }

    synchronized void setAttributes(String name, Map<String, String> attributes) throws AwsError {
        QueueState queue = state(name);
        QueueAttributes.check(attributes);
        checkRedrive(name, attributes);
        QueueState changed = queue.withAttributes(attributes, clock.instant().getEpochSecond());
        engine.update(name, settings(changed));
        states.put(name, changed);
    }

    synchronized void setTags(String name, Map<String, String> tags) throws AwsError {
        states.put(name, state(name).withTags(tags));
    }

    synchronized void delete(String name) throws AwsError {
        state(name);
        states.remove(name);
        engine.delete(name);
        ring(name);
        bells.remove(name);
        relink(name);
    }

    /** The engine holds actors, not names: tells it where the sources of this dead-letter queue send to now. */
    private void relink(String deadLetterQueue) {
        deadLetterSources(deadLetterQueue)
                .forEach(source -> states.get(source).ifPresent(queue -> engine.update(source, settings(queue))));
    }

    List<String> deadLetterSources(String name) {
        return states.values().stream()
                .filter(queue -> QueueAttributes.redrive(queue)
                        .filter(redrive -> redrive.deadLetterArn().equals(arn(name)))
                        .isPresent())
                .map(QueueState::name)
                .toList();
    }

    private void checkRedrive(String name, Map<String, String> attributes) throws AwsError {
        String document = attributes.getOrDefault("RedrivePolicy", "");
        if (document.isEmpty()) {
            return;
        }
        QueueAttributes.Redrive redrive = QueueAttributes.checkRedrive(document);
        Optional<QueueState> target = nameOf(redrive.deadLetterArn()).flatMap(states::get);
        if (target.isEmpty()) {
            throw QueueAttributes.invalid("RedrivePolicy", document, "Dead letter target does not exist.");
        }
        Optional<ObjectNode> allow = Optional.ofNullable(
                        target.get().attributes().get("RedriveAllowPolicy"))
                .flatMap(Json::tryRead);
        String permission =
                allow.flatMap(policy -> Json.text(policy, "redrivePermission")).orElse("allowAll");
        boolean named = false;
        for (JsonNode source :
                allow.map(policy -> policy.path("sourceQueueArns")).orElse(Json.object())) {
            named |= source.asText().equals(arn(name));
        }
        if (permission.equals("denyAll") || (permission.equals("byQueue") && !named)) {
            throw QueueAttributes.invalid(
                    "RedrivePolicy",
                    document,
                    "The dead letter queue's RedriveAllowPolicy does not allow this source.");
        }
    }

    private static QueueEngine.Settings settings(QueueState queue) {
        Optional<QueueAttributes.Redrive> redrive = QueueAttributes.redrive(queue);
        return new QueueEngine.Settings(
                Duration.ofSeconds(QueueAttributes.number(queue, "VisibilityTimeout")),
                Duration.ofSeconds(QueueAttributes.number(queue, "DelaySeconds")),
                redrive.flatMap(r -> nameOf(r.deadLetterArn())),
                redrive.map(QueueAttributes.Redrive::maxReceiveCount).orElse(0));
    }

    /** Sends and returns the message's id. */
    public String send(String name, OutgoingMessage message) throws AwsError {
        long size = message.body().getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, AttributeValue> attribute : message.attributes().entrySet()) {
            size += attribute.getKey().length()
                    + attribute.getValue().dataType().length()
                    + attribute.getValue().value().getBytes(StandardCharsets.UTF_8).length;
        }
        long limit = QueueAttributes.number(state(name), "MaximumMessageSize");
        if (size > limit) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
        String id = engine.send(name, message);
        ring(name);
        return id;
    }

    /** Up to {@code count} visible messages, waiting for the first; without a visibility the queue's own holds. */
    public List<ReceivedMessage> receive(String name, int count, Optional<Duration> visibility, Duration wait)
            throws AwsError {
        Duration kept = retention(state(name));
        Duration left = wait;
        while (true) {
            List<ReceivedMessage> received = engine.receive(name, count, visibility, left);
            List<ReceivedMessage> fresh = received.stream()
                    .filter(message -> !dropped(name, message, kept))
                    .toList();
            if (!fresh.isEmpty() || received.isEmpty()) {
                return fresh;
            }
            left = Duration.ZERO; // all had outlived the queue: what else is there?
        }
    }

    private static Duration retention(QueueState queue) {
        return Duration.ofSeconds(QueueAttributes.number(queue, "MessageRetentionPeriod"));
    }

    private boolean dropped(String name, ReceivedMessage message, Duration kept) {
        boolean expired = Retention.expired(message.sentMillis(), kept, clock.millis());
        if (expired) {
            engine.delete(name, message.receiptHandle());
            retention.recount(name);
        }
        return expired;
    }

    /** Deletes the message if the handle is its latest one. */
    public boolean delete(String name, String receiptHandle) throws AwsError {
        state(name);
        return engine.delete(name, receiptHandle);
    }

    /** Hides the message for that long from now, zero to show it, if the handle is its latest one. */
    public boolean hide(String name, String receiptHandle, Duration visibility) throws AwsError {
        state(name);
        boolean hidden = engine.hide(name, receiptHandle, visibility);
        if (visibility.isZero()) {
            ring(name);
        }
        return hidden;
    }

    /** How many messages a receive could find now. */
    public long visible(String name) throws AwsError {
        return depth(name).visible();
    }

    /** A number that changes with each message that is sent to the queue or shown again by its receiver. */
    public long activity(String name) {
        return bells.computeIfAbsent(name, key -> new Bell()).rings();
    }

    /** Waits until {@link #activity} is no longer what it was, but not longer than that. */
    public void awaitActivity(String name, long was, Duration atMost) throws InterruptedException {
        bells.computeIfAbsent(name, key -> new Bell()).await(was, atMost);
    }

    /** Ends the waits for activity on the queue. */
    public void ring(String name) {
        bells.computeIfAbsent(name, key -> new Bell()).ring();
    }

    /**
     * Takes back a receive that came to nothing because this process is about to end: the message is visible again, and
     * in the next run it counts as not received.
     */
    public void giveBack(String name, ReceivedMessage message) throws AwsError {
        state(name);
        engine.giveBack(name, message.id(), message.receiptHandle());
    }

    void purge(String name) throws AwsError {
        state(name);
        engine.clear(name);
    }

    Depth depth(String name) throws AwsError {
        QueueState queue = state(name);
        Depth depth = engine.depth(name, clock.millis());
        return depth.without(retention.count(name, retention(queue), clock.millis()));
    }

    Map<String, String> attributes(String name) throws AwsError {
        QueueState queue = state(name);
        Depth depth = depth(name);
        Map<String, String> all = new HashMap<>(queue.attributes());
        for (String defaulted : List.of(
                "DelaySeconds",
                "MaximumMessageSize",
                "MessageRetentionPeriod",
                "ReceiveMessageWaitTimeSeconds",
                "VisibilityTimeout",
                "SqsManagedSseEnabled")) {
            QueueAttributes.read(queue, defaulted).ifPresent(value -> all.put(defaulted, value));
        }
        all.put("QueueArn", arn(name));
        all.put("ApproximateNumberOfMessages", Long.toString(depth.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(depth.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(depth.delayed()));
        all.put("CreatedTimestamp", Long.toString(queue.createdSeconds()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modifiedSeconds()));
        return all;
    }

    @Override
    public void close() {
        engine.close();
    }
}
