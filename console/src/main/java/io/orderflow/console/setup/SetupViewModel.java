package io.orderflow.console.setup;

import io.orderflow.console.setup.SetupRow.Step;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackCheck;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackSetup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The stack's resources with what applying would do, and the jobs that apply or destroy. Reads when the tab comes up and
 * on demand.
 */
public final class SetupViewModel {
    private static final String CHECK = "setup.check";
    private static final Duration TICK = Duration.ofSeconds(1);

    /** What is under way. */
    public enum Activity {
        NONE,
        APPLYING,
        DESTROYING
    }

    private final StackSetup setup;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final SetupJobs texts;
    private final DestroyViewModel destroy;

    private final Clock clock;
    private final Memory memory;
    private final Ticker ticker;
    private final ReadOnlyObjectWrapper<@Nullable Plan> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable StackCheck> check = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ObservableList<SetupRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SetupRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final Loader<Plan> loader;
    private final ReadOnlyObjectWrapper<Activity> activity = new ReadOnlyObjectWrapper<>(Activity.NONE);
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private @Nullable Throwable changeFault;
    private @Nullable Job job;
    private Runnable changed = () -> {};

    /** @param memory has what was found last, in an earlier run too */
    public SetupViewModel(
            StackSetup setup,
            TaskRunner runner,
            ConnectionMonitor monitor,
            Jobs jobs,
            SetupJobs texts,
            DestroyViewModel.Exports exports,
            Clock clock,
            Memory memory) {
        this.setup = setup;
        this.runner = runner;
        this.jobs = jobs;
        this.texts = texts;
        this.clock = clock;
        this.memory = memory;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.ticker = new Ticker(runner, TICK, () -> now.set(clock.instant()));
        this.loader = new Loader<>(runner, monitor, task -> planOrStatus(), this::show);
        loader.faultProperty().addListener(property -> showFault());
        memory.get(CHECK).flatMap(StackCheck::parse).ifPresent(check::set);
        this.destroy = new DestroyViewModel(setup, runner, monitor, exports, this::destroy);
    }

    /** What was read last; null before the first time. */
    public ReadOnlyObjectProperty<@Nullable Plan> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** What was found the last time that anybody looked from here; null if nobody has. */
    public ReadOnlyObjectProperty<@Nullable StackCheck> checkProperty() {
        return check.getReadOnlyProperty();
    }

    /** Once a second while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** In the order in which the resources are made. */
    public ObservableList<SetupRow> rows() {
        return rowsView;
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loader.loadingProperty();
    }

    public ReadOnlyObjectProperty<Activity> activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** How far the changes are; null while none are made. */
    public ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** True from {@link #cancel()} until the changes in hand have ended. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** Why reading, applying or destroying failed the last time; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** What the dialog about destroying shows. */
    public DestroyViewModel destroying() {
        return destroy;
    }

    /** Where the stack is; asks nobody. */
    public StackLocation location() {
        return setup.location();
    }

    /** Called after resources were changed here, on the owning thread. */
    public void onChanged(Runnable action) {
        changed = action;
    }

    /** The tab is on screen: reads, as what was seen last may be old. */
    public void shown() {
        ticker.start();
        changeFailed(null);
        loader.shown();
    }

    public void hidden() {
        ticker.stop();
        loader.hidden();
    }

    /** Reads every resource; the newest request wins. Does nothing while changes are made. */
    public void load() {
        if (activity.get() == Activity.NONE) {
            changeFailed(null);
            loader.load();
        }
    }

    /** Carries out what is shown. Does nothing when there is nothing to do. */
    public void apply() {
        Plan seen = report.get();
        if (seen == null || seen.isEmpty() || activity.get() != Activity.NONE) {
            return;
        }
        List<ResourceId> targets = seen.pending().stream().map(Change::resource).toList();
        run(Activity.APPLYING, texts.apply(targets.size()), targets, watcher -> setup.apply(seen, watcher));
    }

    private void destroy(DestroyPlan plan, Set<ResourceId> confirmed) {
        if (activity.get() != Activity.NONE) {
            return;
        }
        List<ResourceId> targets =
                plan.pending().stream().map(Removal::resource).toList();
        run(
                Activity.DESTROYING,
                texts.destroy(targets.size()),
                targets,
                watcher -> setup.destroy(plan, confirmed, watcher));
    }

    /** Work on the stack that tells a watcher how it goes on. */
    @FunctionalInterface
    private interface WatchedWork {
        SetupOutcome run(SetupWatcher watcher) throws PortException;
    }

    private void run(Activity now, JobText<SetupOutcome> text, List<ResourceId> targets, WatchedWork work) {
        loader.cancel();
        changeFailed(null);
        activity.set(now);
        var log = new SetupLog(targets.size());
        progressed(log, targets, new TaskProgress(0, targets.size(), ""));
        Job started = jobs.start(
                runner,
                text,
                task -> work.run(log.watcher(task)),
                new TaskCallbacks<>(
                        outcome -> ended(null),
                        this::ended, // what was made before the failure is shown as made
                        step -> progressed(log, targets, step)));
        if (activity.get() != Activity.NONE) {
            job = started;
            stopping.bind(started.stoppingProperty());
        }
    }

    /** Asks the running job to stop after the changes in hand. */
    public void cancel() {
        Job running = job;
        if (running != null) {
            running.cancel();
        }
    }

    /** Why a change failed matters more than why it cannot be seen. */
    private void changeFailed(@Nullable Throwable cause) {
        changeFault = cause;
        showFault();
    }

    private void showFault() {
        fault.set(changeFault != null ? changeFault : loader.faultProperty().get());
    }

    /** A resource that may not be read spoils the plan; the status then shows the others. */
    private Plan planOrStatus() throws PortException {
        try {
            return setup.plan();
        } catch (PortException e) {
            if (Loader.mayPass(e)) {
                throw e;
            }
            return setup.status();
        }
    }

    private void ended(@Nullable Throwable cause) {
        job = null;
        stopping.unbind();
        stopping.set(false);
        progress.set(null);
        activity.set(Activity.NONE);
        changeFailed(cause);
        loader.load();
        changed.run();
    }

    private void show(Plan read) {
        report.set(read);
        var found = StackCheck.of(read, clock.instant());
        check.set(found);
        memory.put(CHECK, found.print());
        rows.setAll(read.changes().stream()
                .map(change -> new SetupRow(change, Step.NONE, ""))
                .toList());
    }

    private void progressed(SetupLog log, List<ResourceId> targets, TaskProgress now) {
        progress.set(now);
        Plan seen = report.get();
        if (seen != null) {
            Set<ResourceId> concerned = Set.copyOf(targets);
            rows.setAll(seen.changes().stream()
                    .map(change -> row(change, concerned, log))
                    .toList());
        }
    }

    private static SetupRow row(Change change, Set<ResourceId> concerned, SetupLog log) {
        if (!concerned.contains(change.resource())) {
            return new SetupRow(change, Step.NONE, "");
        }
        SetupLog.Entry entry = log.of(change.resource());
        return new SetupRow(change, entry.step(), entry.message());
    }
}
