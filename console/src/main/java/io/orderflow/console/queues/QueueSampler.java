package io.orderflow.console.queues;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.SampleHistory;
import io.orderflow.operations.queues.WatchedQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The one sampler that is always on: badge, status bar, numbers and charts read what it saw, so that a queue is asked
 * once an interval however many look at it. Keeps a little over an hour in memory. Backs off while nothing can be
 * read. To be used on the thread that owns observable state.
 */
public final class QueueSampler {
    /** How long the history reaches back. */
    public static final Duration KEPT = Duration.ofMinutes(65);

    private final QueueDepths depths;
    private final ConnectionMonitor monitor;
    private final Clock clock;
    private final Duration interval;
    private final Poller<QueueSample> poller;
    private final SampleHistory history;
    private final ReadOnlyObjectWrapper<@Nullable QueueSample> latest = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PortException> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Long> deadLetters = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper badge = new ReadOnlyIntegerWrapper();

    /** @param interval the time between two samples while all goes well, e.g. 2 s */
    public QueueSampler(
            QueueDepths depths, TaskRunner runner, ConnectionMonitor monitor, Clock clock, Duration interval) {
        this.depths = depths;
        this.monitor = monitor;
        this.clock = clock;
        this.interval = interval;
        this.history = new SampleHistory((int) (KEPT.toMillis() / interval.toMillis()) + 1);
        this.poller = new Poller<>(runner, interval, this::sample, new TaskCallbacks<>(this::answered, this::failed));
    }

    public void start() {
        poller.start();
    }

    /** Harmless when stopped; the history stays. */
    public void stop() {
        poller.stop();
    }

    /** Samples at once, e.g. after the user pressed F5. */
    public void now() {
        poller.now();
    }

    public Duration interval() {
        return interval;
    }

    /** The newest sample, whole, partial or empty; null before the first. */
    public ReadOnlyObjectProperty<@Nullable QueueSample> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    /** Why a queue could not be read the last time; null while all goes well. */
    public ReadOnlyObjectProperty<@Nullable PortException> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /**
     * How many messages OrderDLQ held when it was last read, in flight ones included since a look at them hides them
     * for a moment; null while never read. Approximate.
     */
    public ReadOnlyObjectProperty<@Nullable Long> deadLettersProperty() {
        return deadLetters.getReadOnlyProperty();
    }

    /** {@link #deadLettersProperty()} for a tab's badge: 0 while never read. */
    public ReadOnlyIntegerProperty badgeProperty() {
        return badge.getReadOnlyProperty();
    }

    /** What was sampled from {@code from} on, oldest first. */
    public List<QueueSample> since(Instant from) {
        return history.since(from);
    }

    /** Fails only when nothing at all could be read, so that the poller backs off. */
    private QueueSample sample(Progress progress) throws PortException {
        Instant at = clock.instant();
        Map<WatchedQueue, QueueDepth> read = new EnumMap<>(WatchedQueue.class);
        PortException first = null;
        for (WatchedQueue queue : WatchedQueue.values()) {
            try {
                read.put(queue, depths.read(queue));
            } catch (PortException e) {
                first = first == null ? e : first;
            }
        }
        if (read.isEmpty() && first != null) {
            throw first;
        }
        return new QueueSample(at, read, first);
    }

    private void answered(QueueSample sample) {
        monitor.succeeded();
        sampled(sample);
    }

    private void sampled(QueueSample sample) {
        history.add(sample);
        QueueDepth dead = sample.depth(WatchedQueue.DEAD_LETTER_QUEUE);
        if (dead != null) {
            deadLetters.set(dead.total());
            badge.set((int) Math.min(Integer.MAX_VALUE, dead.total()));
        }
        fault.set(sample.fault());
        latest.set(sample);
    }

    private void failed(Throwable cause) {
        PortException known = cause instanceof PortException port
                ? port
                : new PortException(PortException.Kind.REFUSED, "OrderQueue", "could not be read", cause);
        monitor.failed(known);
        sampled(new QueueSample(clock.instant(), Map.of(), known));
    }
}
