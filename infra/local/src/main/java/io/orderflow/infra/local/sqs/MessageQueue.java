package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue: visible ones in the order of their sending, hidden ones (delayed or in flight) by when they
 * show up again. Nobody polls: who waits is woken by a message, or at the time when the next one shows up. Thread-safe.
 */
final class MessageQueue {

    /** What is declared about the queue as far as it matters here. */
    record Settings(
            Duration visibility, Duration delay, Duration retention, Optional<String> deadLetters, int maxReceives) {}

    /** What a receive brought: messages, and those that have gone to the dead-letter queue instead. */
    record Received(List<ReceivedMessage> messages, List<Message> dead) {}

    private record Hidden(Message message, long until) {}

    private final String name;
    private final MessageStore store;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Message> messages = new HashMap<>();
    private final PriorityQueue<Message> visible = new PriorityQueue<>(
            Comparator.comparingLong(message -> message.delivery().number()));
    /** An entry counts only if its message still is to show up then. */
    private final PriorityQueue<Hidden> hidden = new PriorityQueue<>(Comparator.comparingLong(Hidden::until));

    private Settings settings;
    private long activity;
    private boolean deleted;

    MessageQueue(String name, Settings settings, MessageStore store, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /** Something that is done while nobody else touches the queue. */
    private interface Work<T> {
        T run();
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            showUp();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    void settings(Settings next) {
        locked(() -> settings = next);
    }

    Settings settings() {
        return locked(() -> settings);
    }

    private void showUp() {
        long now = clock.millis();
        for (Hidden next = hidden.peek(); next != null && next.until() <= now; next = hidden.peek()) {
            hidden.remove();
            if (isStill(next)) {
                visible.add(next.message());
                rung();
            }
        }
    }

    private boolean isStill(Hidden entry) {
        return messages.get(entry.message().id) == entry.message()
                && entry.message().delivery().visibleAtMillis() == entry.until();
    }

    private void rung() {
        activity++;
        changed.signalAll();
    }

    /** Puts a message into its place by its time. */
    private void place(Message message) {
        if (message.delivery().visibleAtMillis() <= clock.millis()) {
            visible.add(message);
            rung();
        } else {
            hidden.add(new Hidden(message, message.delivery().visibleAtMillis()));
            changed.signalAll(); // who waits has to wake earlier now
        }
    }

    /** A message that is on disk already. */
    void restore(Message message) {
        locked(() -> {
            messages.put(message.id, message);
            place(message);
            return message;
        });
    }

    void send(Message message) {
        locked(() -> {
            store.added(message);
            messages.put(message.id, message);
            place(message);
            return message;
        });
    }

    /** Up to so many messages, waiting for the first. Dead ones are on disk in their new place, and for the caller to put there. */
    Received receive(int count, Optional<Duration> hide, Duration wait) throws AwsError {
        lock.lock();
        try {
            long end = System.nanoTime() + wait.toNanos();
            while (true) {
                showUp();
                if (deleted) {
                    throw Queues.nonExistent();
                }
                Received received = take(count, hide.orElse(settings.visibility()));
                long left = end - System.nanoTime();
                if (!received.messages().isEmpty() || !received.dead().isEmpty() || left <= 0) {
                    return received;
                }
                pause(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Received(List.of(), List.of());
        } finally {
            lock.unlock();
        }
    }

    /** Until something changes or a message shows up, but not longer than that. */
    private void pause(long nanos) throws InterruptedException {
        Hidden next = hidden.peek();
        long due = next == null ? nanos : TimeUnit.MILLISECONDS.toNanos(Math.max(1, next.until() - clock.millis()));
        long unused = changed.awaitNanos(Math.min(nanos, due));
    }

    private Received take(int count, Duration hide) {
        long now = clock.millis();
        List<Message> taken = new ArrayList<>();
        List<Message> dead = new ArrayList<>();
        List<Message> expired = new ArrayList<>();
        while (taken.size() < count && !visible.isEmpty()) {
            Message message = visible.remove();
            if (messages.get(message.id) != message || message.delivery().visibleAtMillis() > now) {
                continue; // deleted, or hidden again meanwhile
            }
            if (expired(message, now)) {
                messages.remove(message.id);
                expired.add(message);
            } else if (settings.deadLetters().isPresent()
                    && message.delivery().receiveCount() >= settings.maxReceives()) {
                messages.remove(message.id);
                message.becomes(message.delivery().dead(settings.deadLetters().get(), now));
                dead.add(message);
            } else {
                String receipt = message.id + "#" + UUID.randomUUID();
                message.becomes(message.delivery().received(now, now + hide.toMillis(), receipt));
                taken.add(message);
            }
        }
        store.removed(expired);
        store.changed(dead);
        store.changed(taken);
        List<ReceivedMessage> received = taken.stream().map(ReceivedMessage::of).toList();
        taken.forEach(this::place);
        return new Received(received, dead);
    }

    private boolean expired(Message message, long now) {
        return message.content.sentMillis() + settings.retention().toMillis() <= now;
    }

    /** Deletes the message of the handle, if it is there. */
    void delete(String receiptHandle, boolean onlyLatest) {
        locked(() -> {
            Message message = of(receiptHandle);
            if (message != null && !(onlyLatest && stale(message, receiptHandle))) {
                messages.remove(message.id);
                store.removed(List.of(message));
            }
            return activity;
        });
    }

    private @Nullable Message of(String receiptHandle) {
        return messages.get(receiptHandle.substring(0, receiptHandle.indexOf('#')));
    }

    private static boolean stale(Message message, String receiptHandle) {
        String latest = message.delivery().receipt();
        return latest != null && !latest.equals(receiptHandle);
    }

    /** Hides a message that is in flight for that long from now, zero shows it. False if it is not in flight. */
    boolean hide(String receiptHandle, Duration visibility) {
        return locked(() -> {
            long now = clock.millis();
            Message message = of(receiptHandle);
            if (message == null
                    || message.delivery().receiveCount() == 0
                    || message.delivery().visibleAtMillis() <= now) {
                return false;
            }
            change(message, message.delivery().visibleAt(now + visibility.toMillis()));
            return true;
        });
    }

    /** Shows the message again as if it had not been received. */
    void giveBack(String id) {
        locked(() -> {
            Message message = messages.get(id);
            if (message != null && message.delivery().visibleAtMillis() > clock.millis()) {
                change(message, message.delivery().givenBack(clock.millis()));
            }
            return activity;
        });
    }

    private void change(Message message, Message.Delivery next) {
        message.becomes(next);
        store.changed(List.of(message));
        place(message);
    }

    /** Makes of the next visible message another one; both on disk at once. Null if none is visible. */
    @Nullable
    Message replaceNext(java.util.function.UnaryOperator<Message> by) {
        lock.lock();
        try {
            showUp();
            long now = clock.millis();
            while (!visible.isEmpty()) {
                Message message = visible.remove();
                if (messages.get(message.id) != message || message.delivery().visibleAtMillis() > now) {
                    continue;
                }
                Message other = by.apply(message);
                if (other == message) {
                    visible.add(message);
                } else {
                    store.replaced(message, other);
                    messages.remove(message.id);
                }
                return other;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        locked(() -> {
            store.removed(List.copyOf(messages.values()));
            messages.clear();
            visible.clear();
            hidden.clear();
            return activity;
        });
    }

    void deleted() {
        clear();
        locked(() -> deleted = true);
        ring();
    }

    /** As it would be told now; what has outlived the queue is not counted. */
    Depth depth() {
        return locked(() -> {
            long now = clock.millis();
            long shown = 0;
            long inFlight = 0;
            long delayed = 0;
            for (Message message : messages.values()) {
                if (expired(message, now)) {
                    continue;
                }
                if (message.delivery().visibleAtMillis() <= now) {
                    shown++;
                } else if (message.delivery().receiveCount() > 0) {
                    inFlight++;
                } else {
                    delayed++;
                }
            }
            return new Depth(shown, inFlight, delayed);
        });
    }

    /** A number that changes with each message that comes or shows up again. */
    long activity() {
        return locked(() -> activity);
    }

    void ring() {
        locked(() -> {
            rung();
            return activity;
        });
    }

    /** Waits until {@link #activity} is no longer what it was, but not longer than that. */
    void awaitActivity(long was, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long end = System.nanoTime() + atMost.toNanos();
            showUp();
            for (long left = atMost.toNanos(); activity == was && left > 0; left = end - System.nanoTime()) {
                pause(left);
                showUp();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "MessageQueue[" + name + "]";
    }
}
