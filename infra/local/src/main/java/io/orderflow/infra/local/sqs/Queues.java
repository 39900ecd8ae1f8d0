package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The queues: what was declared about them, and their messages. The one way in for the SQS operations,
 * for SNS deliveries and for the event source poller. Thread-safe. A change is durable after
 * {@link DurableStore#awaitDurable}.
 */
public final class Queues {

    private static final Duration ABSENT_PAUSE = Duration.ofMillis(500);
    private static final int MAX_TAGS = 50;
    private static final Pattern TAG_KEY = Pattern.compile("(?!(?i)aws:)(?s).{1,128}");
    private static final int MAX_TAG_VALUE = 256;
    private static final String ARN_PREFIX = "arn:aws:sqs:us-east-1:000000000000:";

    private final MessageStore messages;
    private final StateMap<QueueState> states;
    private final Clock clock;
    private final boolean staleHandlesDeleteNothing;
    private final Map<String, MessageQueue> queues = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Opens the queues with the messages of the last run.
     *
     * @param staleHandlesDeleteNothing whether a handle from before the last receive succeeds without deleting
     */
    public Queues(DurableStore store, Clock clock, boolean staleHandlesDeleteNothing) {
        this.messages = new MessageStore(store);
        this.states = new StateMap<>(store, "sqs-queues", QueueState.class);
        this.clock = clock;
        this.staleHandlesDeleteNothing = staleHandlesDeleteNothing;
        states.values().forEach(this::open);
        messages.all().forEach(this::restore);
    }

    private void open(QueueState queue) {
        queues.put(queue.name(), new MessageQueue(settings(queue), messages, clock));
    }

    private void restore(Message message) {
        numbers.accumulateAndGet(message.delivery().number() + 1, Math::max);
        bury(message);
    }

    private MessageQueue queue(String name) throws AwsError {
        return Optional.ofNullable(queues.get(name)).orElseThrow(Queues::nonExistent);
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

    List<String> names(Optional<String> prefix) {
        return states.keys().stream()
                .filter(name -> name.startsWith(prefix.orElse("")))
                .toList();
    }

    QueueState state(String name) throws AwsError {
        return states.get(name).orElseThrow(Queues::nonExistent);
    }

    static AwsError nonExistent() {
        return SqsFaults.legacy("NonExistentQueue", "The specified queue does not exist.");
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
        if (name.endsWith(".fifo") || "true".equals(attributes.get("FifoQueue"))) {
            throw SqsFaults.legacy("UnsupportedOperation", "The embedded AWS does not support FIFO queues.");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,80}")) {
            throw SqsFaults.invalid(
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
        checkTags(name, tags);
        long now = clock.instant().getEpochSecond();
        QueueState queue = new QueueState(name, Map.of(), tags, now, now).withAttributes(attributes, now);
        states.put(name, queue);
        open(queue);
    }

    synchronized void setAttributes(String name, Map<String, String> attributes) throws AwsError {
        QueueState queue = state(name);
        QueueAttributes.check(attributes);
        checkRedrive(name, attributes);
        QueueState changed = queue.withAttributes(attributes, clock.instant().getEpochSecond());
        states.put(name, changed);
        queue(name).settings(settings(changed));
    }

    synchronized void changeTags(String name, Consumer<Map<String, String>> change) throws AwsError {
        Map<String, String> tags = new HashMap<>(state(name).tags());
        change.accept(tags);
        checkTags(name, tags);
        states.put(name, state(name).withTags(tags));
    }

    private static void checkTags(String name, Map<String, String> tags) throws AwsError {
        if (tags.size() > MAX_TAGS) {
            throw SqsFaults.invalid("Too many tags added for queue " + name + ".");
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!TAG_KEY.matcher(tag.getKey()).matches() || tag.getValue().length() > MAX_TAG_VALUE) {
                throw SqsFaults.invalid("Tag keys must be between 1 and 128 characters in length and not begin with"
                        + " aws:, tag values must be between 0 and 256.");
            }
        }
    }

    synchronized void delete(String name) throws AwsError {
        state(name);
        states.remove(name);
        Optional.ofNullable(queues.remove(name)).ifPresent(MessageQueue::deleted);
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
        ObjectNode allow = Optional.ofNullable(target.get().attributes().get("RedriveAllowPolicy"))
                .flatMap(Json::tryRead)
                .orElse(Json.object());
        String permission = Json.text(allow, "redrivePermission").orElse("allowAll");
        boolean named = Json.strings(allow.path("sourceQueueArns")).contains(arn(name));
        if (permission.equals("denyAll") || (permission.equals("byQueue") && !named)) {
            throw QueueAttributes.invalid(
                    "RedrivePolicy",
                    document,
                    "The dead letter queue's RedriveAllowPolicy does not allow this source.");
        }
    }

    private static MessageQueue.Settings settings(QueueState queue) {
        Optional<QueueAttributes.Redrive> redrive = QueueAttributes.redrive(queue);
        return new MessageQueue.Settings(
                Duration.ofSeconds(QueueAttributes.number(queue, "VisibilityTimeout")),
                Duration.ofSeconds(QueueAttributes.number(queue, "DelaySeconds")),
                Duration.ofSeconds(QueueAttributes.number(queue, "MessageRetentionPeriod")),
                redrive.flatMap(r -> nameOf(r.deadLetterArn())),
                redrive.map(QueueAttributes.Redrive::maxReceiveCount).orElse(0));
    }

    /** Sends and returns the message's id. */
    public String send(String name, OutgoingMessage message) throws AwsError {
        long limit = QueueAttributes.number(state(name), "MaximumMessageSize");
        if (message.bytes() > limit) {
            throw SqsFaults.invalid(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
        MessageQueue queue = queue(name);
        Duration delay = message.delay().orElse(queue.settings().delay());
        Message sent = message(
                name,
                new Message.Content(
                        message.body(),
                        message.attributes(),
                        clock.millis(),
                        message.traceHeader().orElse(null),
                        message.group().orElse(null)),
                delay);
        queue.send(sent);
        return sent.id;
    }

    private Message message(String queue, Message.Content content, Duration delay) {
        long at = clock.millis() + delay.toMillis();
        return new Message(
                UUID.randomUUID().toString(),
                content,
                new Message.Delivery(queue, numbers.getAndIncrement(), at, 0, 0, null, null));
    }

    /** Up to {@code count} visible messages, waiting for the first; without a visibility the queue's own holds. */
    public List<ReceivedMessage> receive(String name, int count, Optional<Duration> visibility, Duration wait)
            throws AwsError {
        long end = System.nanoTime() + wait.toNanos();
        Duration left = wait;
        while (true) {
            MessageQueue.Received received = queue(name).receive(count, visibility, left);
            received.dead().forEach(this::bury);
            left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!received.messages().isEmpty() || received.dead().isEmpty()) {
                return received.messages();
            }
        }
    }

    /** Into the queue where it is on disk already; with that queue, if it was deleted in this very moment. */
    private void bury(Message message) {
        MessageQueue queue = queues.get(message.delivery().queue());
        if (queue != null) {
            queue.restore(message);
        } else {
            messages.removed(List.of(message));
        }
    }

    /**
     * Deletes the message of the handle. A handle from before the last receive deletes too, as seen on AWS, which does not
     * promise it: nobody may rely on it.
     */
    public void delete(String name, String receiptHandle) throws AwsError {
        queue(name).delete(receiptHandle, staleHandlesDeleteNothing);
    }

    /** Hides a message in flight for that long from now, zero to show it; false if it is not in flight. */
    public boolean hide(String name, String receiptHandle, Duration visibility) throws AwsError {
        return queue(name).hide(receiptHandle, visibility);
    }

    /**
     * Moves the next visible message as a new one: it has another id and counts as just sent. False if there is none.
     *
     * @param destination the name of a queue; empty sends it back to where it came from
     */
    boolean move(String source, Optional<String> destination) throws AwsError {
        Optional<Message> moved = queue(source).replaceNext(message -> {
            String to = destination
                    .or(() -> Optional.ofNullable(message.delivery().deadLetterSource()))
                    .orElseThrow(
                            () -> AwsError.badRequest("CouldNotDetermineMessageSource", "It was never moved here."));
            queue(to);
            return message(to, sentNow(message.content), Duration.ZERO);
        });
        moved.ifPresent(this::bury);
        return moved.isPresent();
    }

    private Message.Content sentNow(Message.Content content) {
        return new Message.Content(
                content.body(), content.attributes(), clock.millis(), content.trace(), content.group());
    }

    /** How many messages a receive could find now. */
    public long visible(String name) throws AwsError {
        return depth(name).visible();
    }

    /** A number that changes with each message that comes to the queue or shows up again; 0 of none. */
    public long activity(String name) {
        return Optional.ofNullable(queues.get(name)).map(MessageQueue::activity).orElse(0L);
    }

    /** Waits until {@link #activity} is no longer what it was, but not longer than that; of no queue, that long. */
    public void awaitActivity(String name, long was, Duration atMost) throws InterruptedException {
        MessageQueue queue = queues.get(name);
        if (queue == null) {
            TimeUnit.NANOSECONDS.sleep(Math.min(atMost.toNanos(), ABSENT_PAUSE.toNanos()));
        } else {
            queue.awaitActivity(was, atMost);
        }
    }

    /** Ends the waits for activity on the queue. */
    public void ring(String name) {
        Optional.ofNullable(queues.get(name)).ifPresent(MessageQueue::ring);
    }

    /** Takes back a receive that came to nothing because this process is about to end: the message counts as not received. */
    public void giveBack(String name, ReceivedMessage message) throws AwsError {
        queue(name).giveBack(message.id());
    }

    void purge(String name) throws AwsError {
        queue(name).clear();
    }

    boolean full(String name) throws AwsError {
        return queue(name).full();
    }

    Depth depth(String name) throws AwsError {
        return queue(name).depth();
    }

    Map<String, String> attributes(String name) throws AwsError {
        QueueState queue = state(name);
        Depth depth = depth(name);
        Map<String, String> all = QueueAttributes.withDefaults(queue);
        all.put("QueueArn", arn(name));
        all.put("ApproximateNumberOfMessages", Long.toString(depth.visible()));
        all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(depth.inFlight()));
        all.put("ApproximateNumberOfMessagesDelayed", Long.toString(depth.delayed()));
        all.put("CreatedTimestamp", Long.toString(queue.createdSeconds()));
        all.put("LastModifiedTimestamp", Long.toString(queue.modifiedSeconds()));
        return all;
    }
}
