package io.orderflow.infra.local.sns;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each message when it is due: a few at a time, fewer of each subscription, so that a slow one holds up no other, and
 * no more of one in a second than it wants. Holds a thread only while something is waiting. Thread-safe.
 */
final class WebSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebSchedule.class);
    private static final int AT_ONCE = 16;
    private static final int AT_ONCE_EACH = 2;

    /** What is to be done with a message that is due. */
    interface Attempt {
        void run(WebMessage message) throws InterruptedException;
    }

    private static final class Line {
        private final PriorityQueue<WebMessage> waiting =
                new PriorityQueue<>(Comparator.comparingLong(WebMessage::dueMillis));
        private int running;
        private long pausesUntilMillis;

        private long dueMillis() {
            return Math.max(pausesUntilMillis, waiting.element().dueMillis());
        }

        private boolean idle(long now) {
            return running == 0 && waiting.isEmpty() && pausesUntilMillis <= now;
        }
    }

    private final Executor executor;
    private final Attempt attempt;
    private final ToLongFunction<WebMessage> pause;
    private final Clock clock;

    private final Object lock = new Object();
    private final Map<String, Line> lines = new HashMap<>();
    private int size;
    private int running;
    private boolean dispatching;
    private boolean closed;

    /** @param pause how many milliseconds after a message's start its subscription gets no other */
    WebSchedule(Executor executor, Attempt attempt, ToLongFunction<WebMessage> pause, Clock clock) {
        this.executor = executor;
        this.attempt = attempt;
        this.pause = pause;
        this.clock = clock;
    }

    /** How many wait. */
    int size() {
        synchronized (lock) {
            return size;
        }
    }

    boolean closed() {
        synchronized (lock) {
            return closed;
        }
    }

    void add(WebMessage message) {
        synchronized (lock) {
            if (closed) {
                return; // it is recorded
            }
            lines.computeIfAbsent(message.subscriptionArn(), arn -> new Line())
                    .waiting
                    .add(message);
            size++;
            if (dispatching) {
                lock.notifyAll();
            } else {
                dispatching = true;
                executor.execute(this::dispatch);
            }
        }
    }

    private void dispatch() {
        synchronized (lock) {
            try {
                while (!closed && size > 0) {
                    Optional<Line> ready = ready();
                    if (ready.isPresent()) {
                        start(ready.get());
                    } else {
                        lock.wait(untilNext());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RejectedExecutionException e) {
                closed = true; // the embedded AWS stops; what waits is recorded
            } finally {
                dispatching = false;
            }
        }
    }

    private Optional<Line> ready() {
        long now = clock.millis();
        return lines.values().stream()
                .filter(line -> free(line) && line.dueMillis() <= now)
                .min(Comparator.comparingLong(Line::dueMillis));
    }

    private boolean free(Line line) {
        return !line.waiting.isEmpty() && line.running < AT_ONCE_EACH && running < AT_ONCE;
    }

    /** 0, which is for ever, if the next step is another's end. */
    private long untilNext() {
        long now = clock.millis();
        return lines.values().stream()
                .filter(this::free)
                .mapToLong(line -> Math.max(1, line.dueMillis() - now))
                .min()
                .orElse(0);
    }

    private void start(Line line) {
        WebMessage message = line.waiting.remove();
        size--;
        line.running++;
        line.pausesUntilMillis = clock.millis() + pause.applyAsLong(message);
        running++;
        executor.execute(() -> run(line, message));
    }

    private void run(Line line, WebMessage message) {
        try {
            attempt.run(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed()) {
                LOG.error("Message {} waits for the next start", message.messageId(), e);
            }
        } finally {
            ended(line);
        }
    }

    private void ended(Line line) {
        synchronized (lock) {
            line.running--;
            running--;
            long now = clock.millis();
            lines.values().removeIf(other -> other.idle(now));
            lock.notifyAll();
        }
    }

    /** Starts nothing more. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
