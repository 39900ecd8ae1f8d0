package io.orderflow.console.deadletter;

import io.orderflow.console.task.Job;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.MoveAll;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.Pause;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The move of all dead letters by the server; what is held of them is released before it starts. */
public final class MoveViewModel {

    /**
     * What somebody must know before all is moved.
     *
     * @param approximate messages in the queue, as SQS estimates
     * @param seen how many of them were looked at
     * @param failing how many of those would fail again
     */
    public record Confirmation(long approximate, int seen, int failing) {}

    private final LetterMoves tasks;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final ObservableValue<@Nullable Long> sampled;
    private final Pause pause;
    private final LongFunction<JobText<MoveTask>> jobText;
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable MoveTask> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private @Nullable Job job;

    /** @param jobText what is said of the move of that many messages */
    public MoveViewModel(
            LetterMoves tasks,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Jobs jobs,
            ObservableValue<@Nullable Long> sampled,
            Pause pause,
            LongFunction<JobText<MoveTask>> jobText) {
        this.tasks = tasks;
        this.snapshots = snapshots;
        this.runner = runner;
        this.jobs = jobs;
        this.sampled = sampled;
        this.pause = pause;
        this.jobText = jobText;
    }

    /** How far the move is; null while none runs. */
    public ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How the last one ended; null before the first and while one runs. */
    public ReadOnlyObjectProperty<@Nullable MoveTask> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** Why the last one could not be started or followed; null when it could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    public Confirmation confirmation() {
        LoadedSnapshot seen = snapshots.loadedProperty().get();
        int rows = seen == null ? 0 : seen.rows().size();
        Long count = sampled.getValue();
        long estimate =
                count != null ? count : seen != null ? seen.snapshot().head().about() : 0;
        return new Confirmation(Math.max(estimate, rows), rows, seen == null ? 0 : seen.failing());
    }

    /** Moves all dead letters back to OrderQueue; does nothing while they are being moved, or taken in. */
    public void start() {
        if (progress.get() != null || snapshots.progressProperty().get() != null) {
            return;
        }
        dismiss();
        progress.set(new TaskProgress(0, -1, ""));
        LoadedSnapshot held = snapshots.loadedProperty().get();
        job = jobs.start(
                runner,
                jobText.apply(confirmation().approximate()),
                work -> {
                    if (held != null) {
                        held.snapshot().release();
                    }
                    return new MoveAll(tasks, null, null, pause).run(work);
                },
                new TaskCallbacks<>(
                        moved -> {
                            ended();
                            outcome.set(moved);
                        },
                        cause -> {
                            ended();
                            fault.set(cause);
                        },
                        progress::set));
    }

    /** Asks the running move to stop; what was moved stays moved. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Takes the result line of the last one away. */
    public void dismiss() {
        outcome.set(null);
        fault.set(null);
    }

    private void ended() {
        job = null;
        progress.set(null);
        snapshots.tick();
    }
}
