package io.orderflow.console.deadletter;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Runs a frozen set through the function on board before anything is sent; while it does, its letters are in use. */
final class RehearsalViewModel {

    /**
     * How it went.
     *
     * @param codeMatches whether the same code is deployed; null where that is not known
     */
    record Rehearsed(RehearsalReport report, @Nullable Boolean codeMatches, Duration took) {}

    private final DeadLetterTools letters;
    private final LetterRehearsal rehearsal;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Rehearsed> rehearsed = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle running = TaskHandle.NONE;

    RehearsalViewModel(
            DeadLetterTools letters,
            LetterRehearsal rehearsal,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Clock clock) {
        this.letters = letters;
        this.rehearsal = rehearsal;
        this.snapshots = snapshots;
        this.runner = runner;
        this.clock = clock;
    }

    /** Null while none runs. */
    ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Of the set as it is frozen now; null where that was not rehearsed. */
    ReadOnlyObjectProperty<@Nullable Rehearsed> rehearsedProperty() {
        return rehearsed.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** One at a time. */
    void rehearse(RedrivePlan plan) {
        clear();
        progress.set(new TaskProgress(0, plan.count(), ""));
        LoadedSnapshot of = snapshots.loadedProperty().get();
        Boolean codeMatches = of == null ? null : of.snapshot().head().codeMatches();
        Instant started = clock.instant();
        snapshots.used();
        running = runner.lane(Lane.JOBS)
                .run(
                        work -> plan.set()
                                .rehearse(
                                        rehearsal,
                                        letters.of(plan.place()).rows(),
                                        plan.defaults().to(),
                                        work),
                        new TaskCallbacks<>(
                                report -> {
                                    progress.set(null);
                                    Duration took = Duration.between(started, clock.instant());
                                    rehearsed.set(new Rehearsed(report, codeMatches, took));
                                },
                                cause -> {
                                    progress.set(null);
                                    fault.set(cause);
                                },
                                now -> {
                                    snapshots.used();
                                    progress.set(now);
                                }));
    }

    /** Ends the one that runs, and takes away what was told of a set that is no longer the same. */
    void clear() {
        running.cancel();
        progress.set(null);
        rehearsed.set(null);
        fault.set(null);
    }
}
