package io.orderflow.console.deadletter;

import io.orderflow.console.task.Job;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.Freeze;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptStore.SentAlready;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveStatus;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import io.orderflow.operations.deadletter.redrive.RepairOne;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** Freezes a set, sends it as a job, and follows it; takes up one that an earlier process left undone. One at a time. */
public final class RedriveViewModel {
    static final String TAKE_OVER = " --take-over";

    private final DeadLetterTools letters;
    private final RedriveTools tools;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final IntFunction<JobText<RedriveReport>> jobText;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<@Nullable RedrivePlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> planFault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable RedriveStatus> status = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RedriveReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Receipt> unfinished = new ReadOnlyObjectWrapper<>();
    private final MarkedQueue marked = new MarkedQueue();
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final RehearsalViewModel rehearsal;
    private TaskHandle freezing = TaskHandle.NONE;
    private @Nullable Job job;
    private Runnable takingOver = () -> {};
    private boolean takingHeld;
    private volatile boolean pausing;

    /** @param jobText what is said of a redrive of that many letters */
    public RedriveViewModel(
            DeadLetterTools letters,
            RedriveTools tools,
            LetterRehearsal rehearsal,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Jobs jobs,
            IntFunction<JobText<RedriveReport>> jobText,
            Clock clock) {
        this.letters = letters;
        this.tools = tools;
        this.snapshots = snapshots;
        this.runner = runner;
        this.jobs = jobs;
        this.jobText = jobText;
        this.clock = clock;
        this.rehearsal = new RehearsalViewModel(letters, rehearsal, snapshots, runner, clock);
        paused.addListener((property, before, now) -> pausing = now);
    }

    /** What somebody is asked to confirm; null while it is being frozen. */
    ReadOnlyObjectProperty<@Nullable RedrivePlan> planProperty() {
        return plan.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Throwable> planFaultProperty() {
        return planFault.getReadOnlyProperty();
    }

    /** Of the plan. */
    RehearsalViewModel rehearsal() {
        return rehearsal;
    }

    /** Null once what was planned is not held any more. */
    ReadOnlyObjectProperty<@Nullable Instant> heldUntilProperty() {
        return snapshots.heldUntilProperty();
    }

    /** Somebody works on the plan. */
    void used() {
        snapshots.used();
    }

    /** What OrderQueue is called. */
    String orderQueue() {
        return tools.orderQueue();
    }

    /** Whether one is sent or followed by this window. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** True from a cancel until it has ended. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** How far the running one is; null before its first step. */
    public ReadOnlyObjectProperty<@Nullable RedriveStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** How the last one ended; null before the first and while one runs. */
    public ReadOnlyObjectProperty<@Nullable RedriveReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why nothing was sent. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Tells what was refused because of another console's mark, and does it nevertheless. */
    public MarkedQueue marked() {
        return marked;
    }

    /** One that was begun and not ended by this window; null where there is none. */
    public ReadOnlyObjectProperty<@Nullable Receipt> unfinishedProperty() {
        return unfinished.getReadOnlyProperty();
    }

    /** Nothing more is sent while it is true. */
    public BooleanProperty pausedProperty() {
        return paused;
    }

    /** Looks whether an earlier process left something undone. */
    public void shown() {
        if (!running.get()) {
            TaskHandle unused = runner.run(
                    progress -> newestUnfinished(),
                    new TaskCallbacks<>(found -> unfinished.set(found.orElse(null)), fault::set));
        }
    }

    private Optional<Receipt> newestUnfinished() throws PortException, IOException {
        List<String> ids = tools.redrives().unfinished();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(tools.redrives().receipts().read(ids.get(0)));
    }

    /**
     * Makes a plan of these letters, which are to be held; the newest request wins.
     *
     * @param to as {@link RedriveTools#destination} reads it
     */
    void freeze(RedriveDraft draft, String to, Set<LeftOut> putBack) {
        thaw();
        HeldLetters held = snapshots.held();
        LetterPlace place = snapshots.placeProperty().get();
        if (held == null) {
            return;
        }
        snapshots.used();
        freezing = runner.run(
                progress -> planned(place, draft, to, putBack, held, progress),
                new TaskCallbacks<>(plan::set, planFault::set));
    }

    /** What was planned is not what is wanted any more. */
    void thaw() {
        freezing.cancel();
        rehearsal.clear();
        plan.set(null);
        planFault.set(null);
    }

    private RedrivePlan planned(
            LetterPlace place,
            RedriveDraft draft,
            String name,
            Set<LeftOut> putBack,
            HeldLetters held,
            Progress progress)
            throws PortException, InterruptedException {
        Destination to = tools.destination(name);
        FrozenSet set = new Freeze(
                        letters.of(place).rows(), letters.threads(), clock, draft.chosen(), draft.repair(), putBack)
                .run(progress);
        String recipe = draft.recipe() == null ? null : draft.recipe().json();
        RedriveOrder defaults = tools.order(place, to, "").with(recipe, tools.late(place));
        SentAlready already = tools.redrives().sentAlready(set.messageIds(), to);
        return new RedrivePlan(place, held, set, set.hash(to), already, defaults, clock.instant());
    }

    /** Sends exactly what was planned, as long as it is held. */
    void start(RedrivePlan confirmed, RedriveOrder order) {
        HeldLetters held = confirmed.held();
        dismiss();
        if (held.over(clock.instant())) {
            Reason reason = new Reason("stale", List.of(), "The letters are not held any more: load again first.");
            fault.set(new PortException(PortException.Kind.REFUSED, order.queue(), reason, null));
            return;
        }
        Set<String> ids = confirmed.set().messageIds();
        String command = order.commandLine();
        takingHeld = true;
        takingOver = () -> start(confirmed, order.by(command.isEmpty() ? command : command + TAKE_OVER, true));
        run(
                confirmed.count(),
                watcher -> tools.redrives().run(order, confirmed.set().letters(order.to(), held), watcher),
                () -> held.forget(ids)); // all of them are on disk by now: their handles are the redrive's
    }

    /**
     * Freezes and sends one letter as somebody wrote it, with what it takes to follow it.
     *
     * @param commandLine the same as a command
     */
    void send(RepairOne repair, String commandLine) {
        send(repair, commandLine, false);
    }

    private void send(RepairOne repair, String commandLine, boolean takesOver) {
        takingHeld = true;
        takingOver = () -> send(repair, commandLine.isEmpty() ? commandLine : commandLine + TAKE_OVER, true);
        HeldLetters held = snapshots.held();
        LetterPlace place = snapshots.placeProperty().get();
        if (held != null) {
            snapshots.used();
            run(
                    1,
                    watcher -> {
                        FrozenSet one =
                                repair.freeze(letters.of(place).rows(), letters.threads(), clock, Progress.NONE);
                        RedriveOrder order = tools.order(place, tools.destination("OrderQueue"), "")
                                .by(commandLine, takesOver);
                        return tools.redrives().run(order, one.letters(order.to(), held), watcher);
                    },
                    () -> held.forget(Set.of(repair.row().id())));
        }
    }

    /**
     * Takes up the unfinished one.
     *
     * @param release sends nothing more of it
     */
    void resume(boolean release) {
        Receipt receipt = unfinished.get();
        if (receipt != null) {
            resume(receipt, release, false);
        }
    }

    private void resume(Receipt receipt, boolean release, boolean takesOver) {
        takingHeld = false;
        takingOver = () -> resume(receipt, release, true);
        unfinished.set(null);
        run(
                receipt.entries().size(),
                watcher -> tools.redrives().resume(receipt.id(), release, takesOver, null, watcher),
                () -> {});
    }

    private interface Driven {
        RedriveReport run(RedriveWatcher watcher) throws PortException, InterruptedException;
    }

    private void run(int count, Driven driven, Runnable begun) {
        if (running.get()) {
            return;
        }
        running.set(true);
        paused.set(false);
        status.set(null);
        dismiss();
        AtomicReference<@Nullable RedriveStatus> latest = new AtomicReference<>();
        Work<RedriveReport> work = progress -> driven.run(new RedriveWatcher() {
            @Override
            public void changed(RedriveStatus now) {
                if (latest.getAndSet(now) == null) {
                    begun.run();
                }
                progress.update(now.sent(), now.count(), "");
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            @Override
            public boolean paused() {
                return pausing;
            }
        });
        Job started = jobs.start(
                runner,
                jobText.apply(count),
                work,
                new TaskCallbacks<>(this::ended, this::failed, progress -> status.set(latest.get())));
        if (running.get()) {
            job = started;
            stopping.bind(started.stoppingProperty());
        }
    }

    private void ended(RedriveReport how) {
        stopped();
        report.set(how);
        snapshots.without(how.letters().stream()
                .filter(LetterReport::deleted)
                .map(LetterReport::messageId)
                .collect(Collectors.toSet()));
        shown();
    }

    private void failed(Throwable cause) {
        stopped();
        fault.set(marked.refused(cause, takingOver, takingHeld) ? null : cause);
        shown();
    }

    private void stopped() {
        job = null;
        running.set(false);
        stopping.unbind();
        stopping.set(false);
    }

    /** Sends nothing more; what was begun is finished first. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Takes the last one's result away. */
    public void dismiss() {
        report.set(null);
        fault.set(null);
        marked.clear();
    }
}
