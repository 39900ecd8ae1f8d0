package io.orderflow.console.deadletter;

import io.orderflow.console.task.Job;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.MoveAll;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.redrive.ServerMove;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The move of all dead letters by the server; what is held of them is released before it starts. One that runs already, whoever
 * started it, is found by itself and shown as long as the tab is.
 */
public final class MoveViewModel {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int FASTEST = 500;

    /**
     * What somebody must know before all is moved.
     *
     * @param approximate messages in the queue, as SQS estimates
     * @param seen how many of them were looked at
     * @param failing how many of those would fail again
     */
    public record Confirmation(long approximate, int seen, int failing) {}

    private final LetterMoves tasks;
    private final RedriveTools tools;
    private final MarkedQueue marked;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final ObservableValue<@Nullable Long> sampled;
    private final Pause pause;
    private final LongFunction<JobText<MoveTask>> jobText;
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable MoveTask> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> unavailable = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final Poller<Optional<MoveTask>> looks;
    private @Nullable Job job;
    private @Nullable MoveTask found;
    /** Of the one that was found. */
    private Jobs.@Nullable Elsewhere<MoveTask> told;

    /** @param jobText what is said of the move of that many messages */
    public MoveViewModel(
            LetterMoves tasks,
            RedriveTools tools,
            MarkedQueue marked,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Jobs jobs,
            ObservableValue<@Nullable Long> sampled,
            Pause pause,
            LongFunction<JobText<MoveTask>> jobText) {
        this.tasks = tasks;
        this.tools = tools;
        this.marked = marked;
        this.snapshots = snapshots;
        this.runner = runner;
        this.jobs = jobs;
        this.sampled = sampled;
        this.pause = pause;
        this.jobText = jobText;
        looks = new Poller<>(
                runner, BETWEEN_LOOKS, work -> tasks.newest(), new TaskCallbacks<>(this::looked, this::notLooked));
    }

    /** Whether the server takes it: empty, or 1 to 500 messages a second. */
    static boolean isRate(String text) {
        return text.isEmpty()
                || (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= FASTEST);
    }

    /** The tab is on screen: looks whether a move is running. */
    public void shown() {
        if (job == null) {
            looks.start();
        }
    }

    public void hidden() {
        looks.stop();
    }

    private void looked(Optional<MoveTask> newest) {
        unavailable.set(null);
        MoveTask before = found;
        // Some endpoints forget a task as soon as it has ended.
        MoveTask now = newest.orElse(before == null ? null : ended(before));
        if (now != null && now.state().active()) {
            if (before == null) {
                dismiss();
            }
            found = now;
            progress.set(new TaskProgress(now.moved(), now.toMove(), ""));
            if (told == null) {
                told = jobs.elsewhere(jobText.apply(Math.max(0, now.toMove())));
            }
            told.at(now.moved(), now.toMove());
            return;
        }
        looks.stop();
        if (before != null) {
            if (told != null && now != null) {
                told.ended(now);
            }
            told = null;
            ended();
            outcome.set(now);
        }
    }

    private MoveTask ended(MoveTask before) {
        MoveTask.State how = stopping.get() ? MoveTask.State.CANCELLED : MoveTask.State.COMPLETED;
        return new MoveTask(null, how, before.moved(), before.toMove(), null);
    }

    private void notLooked(Throwable cause) {
        if (!Loader.mayPass(cause)) {
            looks.stop();
            unavailable.set(
                    cause instanceof PortException port && port.kind() == PortException.Kind.MISSING ? null : cause);
        }
    }

    /** Why there are no moves to be had: the endpoint has none, or they may not be asked for; null where there are. */
    ReadOnlyObjectProperty<@Nullable Throwable> unavailableProperty() {
        return unavailable.getReadOnlyProperty();
    }

    /** True from a cancel until it has ended. */
    ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** Whether the one that runs was not started here. */
    boolean isFound() {
        return found != null;
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

    /**
     * Moves all dead letters back to OrderQueue; does nothing while they are being moved, or taken in.
     *
     * @param perSecond how many at most; null for as many as SQS chooses
     * @param commandLine the same as a command
     */
    public void start(@Nullable Integer perSecond, String commandLine) {
        start(perSecond, commandLine, false);
    }

    private void start(@Nullable Integer perSecond, String commandLine, boolean takeOver) {
        if (progress.get() != null || snapshots.progressProperty().get() != null) {
            return;
        }
        looks.stop();
        dismiss();
        progress.set(new TaskProgress(0, -1, ""));
        String command = takeOver && !commandLine.isEmpty() ? commandLine + RedriveViewModel.TAKE_OVER : commandLine;
        LoadedSnapshot held = snapshots.loadedProperty().get();
        Job started = jobs.start(
                runner,
                jobText.apply(confirmation().approximate()),
                work -> {
                    tools.redrives().respectMark(tools.place(LetterPlace.ORDER_DLQ), tools.who(), takeOver);
                    if (held != null) {
                        held.snapshot().release();
                    }
                    MoveAll move = new MoveAll(tasks, perSecond, null, pause);
                    return new ServerMove(tools, tasks, move, command, takeOver).run(work);
                },
                new TaskCallbacks<>(
                        moved -> {
                            ended();
                            outcome.set(moved);
                        },
                        cause -> {
                            ended();
                            boolean refused = marked.refused(cause, () -> start(perSecond, commandLine, true), false);
                            fault.set(refused ? null : cause);
                        },
                        progress::set));
        if (progress.get() != null) {
            job = started;
        }
    }

    /** Asks the running move to stop; what was moved stays moved. */
    public void cancel() {
        String handle = found == null ? null : found.handle();
        if (job != null) {
            stopping.set(true);
            job.cancel();
        } else if (handle != null) {
            stopping.set(true);
            TaskHandle unused = runner.run(
                    work -> {
                        tasks.cancel(handle);
                        return true;
                    },
                    new TaskCallbacks<>(done -> looks.now(), cause -> {
                        stopping.set(false);
                        fault.set(cause);
                    }));
        }
    }

    /** Takes the result line of the last one away. */
    public void dismiss() {
        outcome.set(null);
        fault.set(null);
        marked.clear();
    }

    private void ended() {
        job = null;
        found = null;
        stopping.set(false);
        progress.set(null);
        snapshots.tick();
    }
}
