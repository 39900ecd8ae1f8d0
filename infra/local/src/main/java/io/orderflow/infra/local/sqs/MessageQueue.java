package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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

    private static final int MOST_IN_FLIGHT = 120_000;
    private static final Comparator<Message> SENT =
            Comparator.comparingLong(message -> message.delivery().number());

    private final MessageStore store;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Message> messages = new HashMap<>();
    /** Trees and no heaps: what is deleted leaves at once, not when its time comes. */
    private final NavigableSet<Message> visible = new TreeSet<>(SENT);

    private final NavigableSet<Message> hidden = new TreeSet<>(
            Comparator.<Message>comparingLong(message -> message.delivery().visibleAtMillis())
                    .thenComparing(SENT));

    private Settings settings;
    private long activity;
    private boolean deleted;

    MessageQueue(Settings settings, MessageStore store, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
    }

    /** Something that is done while nobody else touches the queue. */
    private interface Work<T, E extends Exception> {
        T run() throws E;
    }

    private <T, E extends Exception> T locked(Work<T, E> work) throws E {
        lock.lock();
        try {
            showUp();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private void alone(Runnable work) {
        locked(() -> {
            work.run();
            return activity;
        });
    }

    void settings(Settings next) {
        alone(() -> settings = next);
    }

    Settings settings() {
        return locked(() -> settings);
    }

    private void showUp() {
        long now = clock.millis();
        while (!hidden.isEmpty() && hidden.first().delivery().visibleAtMillis() <= now) {
            visible.add(hidden.pollFirst());
            rung();
        }
    }

    private void rung() {
        activity++;
        changed.signalAll();
    }

    /** Gives a message its next place, by its time. */
    private void place(Message message, Message.Delivery next) {
        takeOut(message);
        message.becomes(next);
        messages.put(message.id, message);
        if (next.visibleAtMillis() <= clock.millis()) {
            visible.add(message);
            rung();
        } else {
            hidden.add(message);
            changed.signalAll(); // who waits has to wake earlier now
        }
    }

    private void takeOut(Message message) {
        messages.remove(message.id);
        visible.remove(message);
        hidden.remove(message);
    }

    /** A message that is on disk already; a queue that was deleted in this very moment takes it along. */
    void restore(Message message) {
        alone(() -> {
            if (deleted) {
                store.removed(List.of(message));
            } else {
                place(message, message.delivery());
            }
        });
    }

    void send(Message message) throws AwsError {
        locked(() -> {
            checkThere();
            dropExpired(); // else a queue that nobody reads would only grow
            store.added(message);
            place(message, message.delivery());
            return activity;
        });
    }

    private void checkThere() throws AwsError {
        if (deleted) {
            throw Queues.nonExistent();
        }
    }

    /** Up to so many messages, waiting for the first. Dead ones are on disk in their new place, and for the caller to put there. */
    Received receive(int count, Optional<Duration> hide, Duration wait) throws AwsError {
        lock.lock();
        try {
            long end = System.nanoTime() + wait.toNanos();
            while (true) {
                showUp();
                checkThere();
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
    @SuppressWarnings("WaitNotInLoop") // who calls looks again, whatever ended the wait
    private void pause(long nanos) throws InterruptedException {
        long untilVisible = nanos;
        if (!hidden.isEmpty()) {
            long millis = hidden.first().delivery().visibleAtMillis() - clock.millis();
            untilVisible = TimeUnit.MILLISECONDS.toNanos(Math.max(1, millis));
        }
        long unused = changed.awaitNanos(Math.min(nanos, untilVisible));
    }

    private Received take(int count, Duration hide) {
        long now = clock.millis();
        List<Message> taken = new ArrayList<>();
        List<Message> dead = new ArrayList<>();
        int most = full() ? 0 : count;
        for (Optional<Message> next = next(); next.isPresent() && taken.size() < most; next = next()) {
            Message message = next.get();
            Message.Delivery delivery = message.delivery();
            takeOut(message);
            if (settings.deadLetters().isPresent() && delivery.receiveCount() >= settings.maxReceives()) {
                message.becomes(delivery.dead(settings.deadLetters().get(), now));
                dead.add(message);
            } else {
                message.becomes(delivery.received(now, now + hide.toMillis(), message.id + "#" + UUID.randomUUID()));
                taken.add(message);
            }
        }
        store.changed(Stream.concat(dead.stream(), taken.stream()).toList());
        taken.forEach(message -> place(message, message.delivery()));
        return new Received(taken.stream().map(ReceivedMessage::of).toList(), dead);
    }

    /** The next visible message that has not outlived the queue. */
    private Optional<Message> next() {
        dropExpired();
        return visible.isEmpty() ? Optional.empty() : Optional.of(visible.first());
    }

    private void dropExpired() {
        long now = clock.millis();
        List<Message> expired = new ArrayList<>();
        while (!visible.isEmpty() && expired(visible.first(), now)) {
            expired.add(visible.first());
            takeOut(visible.first());
        }
        store.removed(expired);
    }

    private boolean expired(Message message, long now) {
        return message.content.sentMillis() + settings.retention().toMillis() <= now;
    }

    /** Deletes the message of the handle, if it is there. */
    void delete(String receiptHandle, boolean onlyLatest) {
        alone(() -> {
            Message message = of(receiptHandle);
            if (message != null && !(onlyLatest && stale(message, receiptHandle))) {
                takeOut(message);
                store.removed(List.of(message));
            }
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
            Message message = of(receiptHandle);
            if (message == null || message.delivery().receiveCount() == 0 || !hidden.contains(message)) {
                return false;
            }
            change(message, message.delivery().visibleAt(clock.millis() + visibility.toMillis()));
            return true;
        });
    }

    /** Shows the message again as if it had not been received. */
    void giveBack(String id) {
        alone(() -> {
            Message message = messages.get(id);
            if (message != null && hidden.contains(message)) {
                change(message, message.delivery().givenBack(clock.millis()));
            }
        });
    }

    private void change(Message message, Message.Delivery next) {
        place(message, next);
        store.changed(List.of(message));
    }

    /** Makes another message of one; refuses where there is no place for it. */
    interface Replacement {
        Message of(Message message) throws AwsError;
    }

    /** Makes of the next visible message another one, both on disk at once. Empty if none is visible. */
    Optional<Message> replaceNext(Replacement by) throws AwsError {
        return locked(() -> {
            Optional<Message> next = next();
            if (next.isEmpty()) {
                return next;
            }
            Message other = by.of(next.get());
            store.replaced(next.get(), other);
            takeOut(next.get());
            return Optional.of(other);
        });
    }

    void clear() {
        alone(() -> {
            store.removed(List.copyOf(messages.values()));
            messages.clear();
            visible.clear();
            hidden.clear();
        });
    }

    void deleted() {
        alone(() -> {
            clear();
            deleted = true;
            rung();
        });
    }

    /** Whether as many messages are in flight as AWS lets be, so that no more can be received. */
    boolean full() {
        return locked(() -> hidden.size() >= MOST_IN_FLIGHT && depth().inFlight() >= MOST_IN_FLIGHT);
    }

    /** As it would be told now; what has outlived the queue is not counted. */
    Depth depth() {
        return locked(() -> {
            long now = clock.millis();
            long expired =
                    visible.stream().takeWhile(message -> expired(message, now)).count();
            List<Message> later =
                    hidden.stream().filter(message -> !expired(message, now)).toList();
            long inFlight = later.stream()
                    .filter(message -> message.delivery().receiveCount() > 0)
                    .count();
            return new Depth(visible.size() - expired, inFlight, later.size() - inFlight);
        });
    }

    /** A number that changes with each message that comes or shows up again. */
    long activity() {
        return locked(() -> activity);
    }

    void ring() {
        alone(this::rung);
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
}
