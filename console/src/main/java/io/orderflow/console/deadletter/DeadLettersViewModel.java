package io.orderflow.console.deadletter;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.DeadLetterSample;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.Pause;
import io.orderflow.operations.deadletter.RedriveAll;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters that the last look found, the selected one, and the redrive of all. Looks only while shown: on
 * demand, when the tab comes up, and when the sampled count of OrderDLQ changes. Never looks during a redrive, as a
 * look hides messages from it.
 */
public final class DeadLettersViewModel {
    /** How many messages a look takes in. */
    public static final int PEEK_LIMIT = 200;

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Set<PortException.Kind> TRANSIENT =
            EnumSet.of(PortException.Kind.UNREACHABLE, PortException.Kind.THROTTLED, PortException.Kind.BUSY);

    /**
     * What somebody must know before all is redriven.
     *
     * @param approximate messages in the queue, as SQS estimates
     * @param seen how many of them were looked at
     * @param failing how many of those would fail again
     */
    public record Confirmation(long approximate, int seen, int failing) {}

    private record Loaded(DeadLetterSample sample, List<DeadLetterRow> rows) {}

    private final DeadLetters deadLetters;
    private final Diagnoser diagnoser;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final ObservableValue<@Nullable Long> sampled;
    private final Pause pause;
    private final LongFunction<String> jobTitle;

    private final ObservableList<DeadLetterRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DeadLetterRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<@Nullable DeadLetterSample> sample = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> redrive = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable MoveTask> outcome = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> redriveFault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final RowsViewModel<DeadLetterRow> table;
    private final Ticker ticker;
    private TaskHandle load = TaskHandle.NONE;
    private TaskHandle retry = TaskHandle.NONE;
    private @Nullable Job job;
    private boolean shown;

    /**
     * @param sampled how many messages OrderDLQ held when last sampled; null while not known
     * @param jobTitle what the status bar calls the redrive of that many messages
     * @param zone of times in filters
     * @param memory of filters
     */
    public DeadLettersViewModel(
            DeadLetters deadLetters,
            Diagnoser diagnoser,
            TaskRunner runner,
            Jobs jobs,
            ObservableValue<@Nullable Long> sampled,
            Clock clock,
            Pause pause,
            LongFunction<String> jobTitle,
            ZoneId zone,
            Memory memory) {
        this.deadLetters = deadLetters;
        this.diagnoser = diagnoser;
        this.runner = runner;
        this.jobs = jobs;
        this.sampled = sampled;
        this.pause = pause;
        this.jobTitle = jobTitle;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.table =
                new RowsViewModel<>("dead-letters", DeadLetterRow::id, DeadLetterRow.KEYS, runner, clock, zone, memory);
        this.ticker = new Ticker(runner, Duration.ofSeconds(1), () -> {
            now.set(clock.instant());
            table.timePassed();
        });
        sampled.addListener((property, before, count) -> sampledChanged());
    }

    /** Oldest first. */
    public ObservableList<DeadLetterRow> rows() {
        return rowsView;
    }

    /** What the newest peek found; null before the first. */
    public ReadOnlyObjectProperty<@Nullable DeadLetterSample> sampleProperty() {
        return sample.getReadOnlyProperty();
    }

    /** Why the last look failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** The rows as they are filtered, sorted and selected. */
    public RowsViewModel<DeadLetterRow> table() {
        return table;
    }

    /** The message id of the selected row. */
    public ObjectProperty<@Nullable String> selectedIdProperty() {
        return table.selectedIdProperty();
    }

    /** As it was last seen; null when nothing is selected. */
    @SuppressWarnings("NullAway") // it takes the row for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable DeadLetterRow> selectedProperty() {
        return table.selectedProperty();
    }

    /** How far the redrive of all is; null while none runs. */
    public ReadOnlyObjectProperty<@Nullable TaskProgress> redriveProperty() {
        return redrive.getReadOnlyProperty();
    }

    /** How the last redrive of all ended; null before the first and while one runs. */
    public ReadOnlyObjectProperty<@Nullable MoveTask> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /** Why the last redrive of all could not be started or followed; null when it could. */
    public ReadOnlyObjectProperty<@Nullable Throwable> redriveFaultProperty() {
        return redriveFault.getReadOnlyProperty();
    }

    /** The time that ages are counted to; it ticks while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** Tells whether the tab is on screen. */
    public void setShown(boolean nowShown) {
        if (shown != nowShown) {
            shown = nowShown;
            if (shown) {
                ticker.start();
                load();
            } else {
                ticker.stop();
                retry.cancel();
            }
        }
    }

    /** Looks into the queue; the newest request wins. Does nothing during a redrive. */
    public void load() {
        if (redrive.get() != null) {
            return;
        }
        load.cancel();
        retry.cancel();
        loading.set(true);
        load = runner.run(
                this::peekAndDiagnose,
                new TaskCallbacks<>(
                        loaded -> {
                            loading.set(false);
                            fault.set(null);
                            show(loaded);
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

    /** How many messages OrderDLQ held when last sampled; null while not known. */
    public ObservableValue<@Nullable Long> sampledProperty() {
        return sampled;
    }

    public Confirmation confirmation() {
        DeadLetterSample seen = sample.get();
        Long count = sampled.getValue();
        long estimate = count != null ? count : seen != null ? seen.approximateTotal() : 0;
        return new Confirmation(Math.max(estimate, rows.size()), rows.size(), (int)
                rows.stream().filter(DeadLetterRow::wouldFailAgain).count());
    }

    /** Moves all dead letters back to OrderQueue. A look in progress is given up; nothing happens during a redrive. */
    public void redriveAll() {
        if (redrive.get() != null) {
            return;
        }
        load.cancel();
        loading.set(false);
        dismissOutcome();
        redrive.set(new TaskProgress(0, -1, ""));
        job = jobs.start(
                runner,
                jobTitle.apply(confirmation().approximate()),
                new RedriveAll(deadLetters, pause),
                new TaskCallbacks<>(
                        ended -> {
                            redriveEnded();
                            outcome.set(ended);
                            load();
                        },
                        cause -> {
                            redriveEnded();
                            redriveFault.set(cause);
                            load();
                        },
                        redrive::set));
    }

    /** Asks the running redrive to stop; what was moved stays moved. */
    public void cancelRedrive() {
        Job running = job;
        if (running != null) {
            running.cancel();
        }
    }

    /** Takes the result line of the last redrive away. */
    public void dismissOutcome() {
        outcome.set(null);
        redriveFault.set(null);
    }

    private void redriveEnded() {
        job = null;
        redrive.set(null);
    }

    private void sampledChanged() {
        DeadLetterSample seen = sample.get();
        Long count = sampled.getValue();
        boolean changed = seen == null || count == null || seen.approximateTotal() != count;
        if (shown && changed && !loading.get()) {
            load();
        }
    }

    private Loaded peekAndDiagnose(Progress progress) throws Exception {
        DeadLetterSample found = deadLetters.peek(PEEK_LIMIT, progress);
        List<DeadLetterRow> diagnosed = found.letters().stream()
                .map(letter -> new DeadLetterRow(letter, diagnoser.diagnose(letter)))
                .sorted(DeadLetterRow.LONGEST_WAITING_FIRST)
                .toList();
        return new Loaded(found, diagnosed);
    }

    private void show(Loaded loaded) {
        sample.set(loaded.sample());
        rows.setAll(loaded.rows());
        table.show(rows);
    }
}
