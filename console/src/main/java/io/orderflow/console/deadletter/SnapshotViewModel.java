package io.orderflow.console.deadletter;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.SnapshotCost;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot that is worked with: the last one from disk at first, and a new one when somebody asks; nothing is received
 * otherwise. What a new one took in is held while it is used, until it is released or its time is over.
 */
public final class SnapshotViewModel {
    private final DeadLetterTools tools;
    private final TaskRunner runner;
    private final ConnectionMonitor monitor;
    private final ObservableValue<@Nullable Long> sampled;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<LetterPlace> place = new ReadOnlyObjectWrapper<>(LetterPlace.ORDER_DLQ);
    private final ReadOnlyObjectWrapper<@Nullable LoadedSnapshot> loaded = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable SnapshotCost> cost = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Instant> heldUntil = new ReadOnlyObjectWrapper<>();
    private TaskHandle readingLast = TaskHandle.NONE;
    private AtomicBoolean cancelled = new AtomicBoolean();
    private @Nullable Snapshot retired;
    private long generation; // counts the snapshots
    private long changes; // of what is shown of them
    private boolean used;
    private boolean holding;

    /** @param sampled how many messages OrderDLQ held when last sampled; null while not known */
    public SnapshotViewModel(
            DeadLetterTools tools,
            TaskRunner runner,
            ConnectionMonitor monitor,
            ObservableValue<@Nullable Long> sampled,
            Clock clock) {
        this.tools = tools;
        this.runner = runner;
        this.monitor = monitor;
        this.sampled = sampled;
        this.clock = clock;
    }

    public ReadOnlyObjectProperty<LetterPlace> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** Null until there is one. */
    public ReadOnlyObjectProperty<@Nullable LoadedSnapshot> loadedProperty() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether the last one is being read from disk. */
    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** How many were seen of about how many; null unless one is being taken. */
    public ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** True from a cancel until nothing is held any more. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** Why the last reading, taking or releasing failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** What a new one will cost, which somebody is to agree to; null while nothing is asked. */
    public ReadOnlyObjectProperty<@Nullable SnapshotCost> costProperty() {
        return cost.getReadOnlyProperty();
    }

    /** Until when the letters are held; null while none are. */
    public ReadOnlyObjectProperty<@Nullable Instant> heldUntilProperty() {
        return heldUntil.getReadOnlyProperty();
    }

    /** How many messages the queue held when last sampled; null where that is not known. */
    public @Nullable Long sampled() {
        return place.get() == LetterPlace.ORDER_DLQ ? sampled.getValue() : null;
    }

    /** Reads the last snapshot from disk where there is none here. */
    void shown() {
        if (loaded.get() == null && progress.get() == null && !reading.get()) {
            readLast();
        }
    }

    /** Turns to another queue; what is held of this one is released. Not while a snapshot is being taken. */
    public void choose(LetterPlace other) {
        if (other != place.get() && progress.get() == null) {
            release();
            place.set(other);
            cost.set(null);
            fault.set(null);
            replace(null);
            readLast();
        }
    }

    private void readLast() {
        readingLast.cancel();
        reading.set(true);
        LetterPlace of = place.get();
        readingLast = runner.run(
                work -> tools.cached(of).run(work).map(last -> LoadedSnapshot.of(last, null)),
                new TaskCallbacks<>(
                        last -> {
                            reading.set(false);
                            last.ifPresent(this::replace);
                        },
                        cause -> {
                            reading.set(false);
                            fault.set(cause);
                        }));
    }

    /** Takes a new one; where that is expensive somebody is to {@link #confirm} first. */
    public void load() {
        if (progress.get() == null) {
            SnapshotCost next = SnapshotCost.of(expected());
            if (next.large()) {
                cost.set(next);
            } else {
                take();
            }
        }
    }

    /** Goes ahead in spite of the cost. */
    public void confirm() {
        if (cost.get() != null) {
            take();
        }
    }

    /** Does without. */
    public void dismiss() {
        cost.set(null);
    }

    private long expected() {
        Long count = sampled();
        LoadedSnapshot last = loaded.get();
        return count != null ? count : last != null ? last.snapshot().head().about() : 0;
    }

    private void take() {
        readingLast.cancel();
        reading.set(false);
        cost.set(null);
        progress.set(new TaskProgress(0, -1, ""));
        AtomicBoolean stop = new AtomicBoolean();
        cancelled = stop;
        LetterPlace of = place.get();
        LoadedSnapshot before = loaded.get();
        TaskHandle unused = runner.lane(Lane.JOBS)
                .run(
                        work -> {
                            if (before != null) {
                                before.snapshot().release();
                            }
                            Progress stoppable = stoppable(work, stop);
                            Snapshot taken = tools.snapshot(of).run(stoppable);
                            if (stoppable.cancelled()) { // too late for it to notice
                                taken.release();
                                throw new InterruptedException("cancelled");
                            }
                            return LoadedSnapshot.of(taken, before);
                        },
                        new TaskCallbacks<>(this::taken, this::failed, progress::set));
    }

    private static Progress stoppable(Progress outer, AtomicBoolean stop) {
        return new Progress() {
            @Override
            public void update(long done, long total, String message) {
                outer.update(done, total, message);
            }

            @Override
            public boolean cancelled() {
                return stop.get() || outer.cancelled();
            }
        };
    }

    private void taken(LoadedSnapshot now) {
        ended();
        fault.set(null);
        monitor.succeeded();
        used = false;
        replace(now);
        tick();
    }

    private void failed(Throwable cause) {
        ended();
        tick();
        if (!cancelled.get()) {
            fault.set(cause);
            monitor.failed(cause);
        }
    }

    private void ended() {
        progress.set(null);
        stopping.set(false);
    }

    /** Stops the taking; what it holds by then is released. */
    public void cancel() {
        if (progress.get() != null) {
            cancelled.set(true);
            stopping.set(true);
        }
    }

    /** Shows what is held to others again. */
    public void release() {
        HeldLetters held = held();
        LoadedSnapshot now = loaded.get();
        if (held != null && now != null && heldUntil.get() != null) {
            heldUntil.set(null);
            TaskHandle unused = runner.lane(Lane.JOBS)
                    .run(
                            work -> {
                                now.snapshot().release();
                                return true;
                            },
                            new TaskCallbacks<>(done -> {}, this::notReleased));
        }
    }

    private void notReleased(Throwable cause) {
        fault.set(cause);
        monitor.failed(cause);
    }

    /** Somebody works with it: it is held longer. */
    public void used() {
        used = true;
    }

    /** Looks at the time. */
    void tick() {
        HeldLetters held = held();
        Instant now = clock.instant();
        if (held == null || held.over(now)) {
            heldUntil.set(null);
            return;
        }
        heldUntil.set(held.until());
        if (used && !holding) {
            used = false;
            holding = true;
            TaskHandle unused = runner.lane(Lane.JOBS)
                    .run(
                            work -> {
                                held.used(now);
                                return true;
                            },
                            new TaskCallbacks<>(
                                    done -> {
                                        holding = false;
                                        heldUntil.set(held() == held && held.size() > 0 ? held.until() : null);
                                    },
                                    cause -> {
                                        holding = false;
                                        notReleased(cause);
                                    }));
        }
    }

    /** What is held of the snapshot that is shown; null for one from disk. */
    @Nullable
    HeldLetters held() {
        LoadedSnapshot now = loaded.get();
        return now == null ? null : now.snapshot().held();
    }

    /** These are no longer among the letters: they were sent or deleted. */
    void without(Set<String> messageIds) {
        if (!messageIds.isEmpty()) {
            change(loadedNow -> loadedNow.without(messageIds));
        }
    }

    /** Changes what is shown of the snapshot, as often as it takes where it is changed meanwhile. */
    void change(UnaryOperator<LoadedSnapshot> change) {
        LoadedSnapshot now = loaded.get();
        long mine = generation;
        long before = changes;
        if (now == null) {
            return;
        }
        TaskHandle unused = runner.run(
                work -> change.apply(now),
                new TaskCallbacks<>(
                        changed -> {
                            if (generation != mine) { // there is another snapshot by now
                                return;
                            }
                            if (changes == before) {
                                changes++;
                                loaded.set(changed);
                                tick();
                            } else {
                                change(change);
                            }
                        },
                        fault::set));
    }

    /** Nothing is shown or held of it any more. Not while one is being taken. */
    void forget() {
        readingLast.cancel();
        reading.set(false);
        release();
        replace(null);
    }

    /** The tab is gone: stops, and lets go of everything. */
    public void leave() {
        readingLast.cancel();
        cancel();
        release();
    }

    private void replace(@Nullable LoadedSnapshot now) {
        Snapshot old = retired;
        LoadedSnapshot before = loaded.get();
        retired = before == null ? null : before.snapshot();
        generation++;
        loaded.set(now);
        if (old != null) { // not the last one: a filter may still read in it
            close(old);
        }
    }

    private void close(Snapshot snapshot) {
        TaskHandle unused = runner.run(
                work -> {
                    snapshot.close();
                    return true;
                },
                new TaskCallbacks<>(done -> {}, cause -> {
                    if (!(cause instanceof IOException)) {
                        fault.set(cause);
                    }
                }));
    }
}
