package io.orderflow.console.setup;

import io.orderflow.console.setup.SetupRow.Step;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.PortException;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The stack's resources, and the job that creates what is missing. Reads when the tab comes up and on demand. */
public final class SetupViewModel {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Set<PortException.Kind> TRANSIENT =
            EnumSet.of(PortException.Kind.UNREACHABLE, PortException.Kind.THROTTLED, PortException.Kind.BUSY);

    private final StackSetup setup;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final LongFunction<String> jobTitle;

    private final ReadOnlyObjectWrapper<@Nullable StackReport> report = new ReadOnlyObjectWrapper<>();
    private final ObservableList<SetupRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SetupRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> applying = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle load = TaskHandle.NONE;
    private TaskHandle retry = TaskHandle.NONE;
    private @Nullable Job job;
    private boolean shown;

    /** @param jobTitle what the status bar calls the making of that many changes */
    public SetupViewModel(StackSetup setup, TaskRunner runner, Jobs jobs, LongFunction<String> jobTitle) {
        this.setup = setup;
        this.runner = runner;
        this.jobs = jobs;
        this.jobTitle = jobTitle;
    }

    /** What was read last; null before the first time. */
    public ReadOnlyObjectProperty<@Nullable StackReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** In the order in which the resources are made. */
    public ObservableList<SetupRow> rows() {
        return rowsView;
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** How far the changes are; null while none are made. */
    public ReadOnlyObjectProperty<@Nullable TaskProgress> applyingProperty() {
        return applying.getReadOnlyProperty();
    }

    /** True from {@link #cancel()} until the change in hand has ended. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** Why reading or applying failed the last time; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Tells whether the tab is on screen. */
    public void setShown(boolean nowShown) {
        if (shown != nowShown) {
            shown = nowShown;
            if (shown) {
                load();
            } else {
                retry.cancel();
            }
        }
    }

    /** Reads every resource; the newest request wins. Does nothing while changes are made. */
    public void load() {
        if (applying.get() == null) {
            fault.set(null);
            read();
        }
    }

    /** Creates what is missing and sets right what has drifted. Does nothing when there is nothing to do. */
    public void apply() {
        StackReport seen = report.get();
        if (seen == null || seen.changes() == 0 || applying.get() != null) {
            return;
        }
        load.cancel();
        loading.set(false);
        fault.set(null);
        progress(new TaskProgress(0, seen.changes(), ""));
        Job started = jobs.start(
                jobTitle.apply(seen.changes()),
                setup::apply,
                new TaskCallbacks<>(
                        after -> {
                            ended();
                            show(after);
                        },
                        cause -> {
                            ended();
                            fault.set(cause);
                            read(); // what was made before the failure is shown as made
                        },
                        this::progress));
        if (applying.get() != null) {
            job = started;
            stopping.bind(started.stoppingProperty());
        }
    }

    /** Asks the running job to stop after the change in hand. */
    public void cancel() {
        Job running = job;
        if (running != null) {
            running.cancel();
        }
    }

    private void read() {
        load.cancel();
        retry.cancel();
        loading.set(true);
        load = runner.run(
                setup::status,
                new TaskCallbacks<>(
                        now -> {
                            loading.set(false);
                            show(now);
                        },
                        cause -> {
                            loading.set(false);
                            fault.set(cause);
                            retryIfTransient(cause);
                        }));
    }

    private void retryIfTransient(Throwable cause) {
        if (shown && cause instanceof PortException port && TRANSIENT.contains(port.kind())) {
            retry = runner.later(RETRY, this::load);
        }
    }

    private void ended() {
        job = null;
        stopping.unbind();
        stopping.set(false);
        applying.set(null);
    }

    private void show(StackReport now) {
        report.set(now);
        rows.setAll(now.resources().stream()
                .map(resource -> new SetupRow(resource, Step.NONE, ""))
                .toList());
    }

    private void progress(TaskProgress now) {
        applying.set(now);
        StackReport seen = report.get();
        if (seen == null) {
            return;
        }
        List<SetupRow> stepped = new ArrayList<>();
        long change = 0;
        for (StackResource resource : seen.resources()) {
            Step step = Step.NONE;
            if (resource.state().needsChange()) {
                step = change < now.done() ? Step.DONE : change == now.done() ? Step.RUNNING : Step.WAITING;
                change++;
            }
            stepped.add(new SetupRow(resource, step, step == Step.RUNNING ? now.message() : ""));
        }
        rows.setAll(stepped);
    }
}
