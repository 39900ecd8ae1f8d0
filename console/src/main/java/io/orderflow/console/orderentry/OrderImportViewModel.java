package io.orderflow.console.orderentry;

import io.orderflow.console.task.Job;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.Work;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.entry.imports.ImportWatcher;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.entry.imports.TableComparison;
import io.orderflow.operations.entry.rows.FormWish;
import io.orderflow.operations.entry.rows.OrderFile;
import io.orderflow.operations.entry.rows.RememberedColumns;
import io.orderflow.operations.session.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A file of orders is opened, checked as a whole, sent as it was checked, and followed. FX thread only. */
public final class OrderImportViewModel {
    /** How far it is. */
    public enum Stage {
        EMPTY,
        CHECKING,
        /** Which columns are which is not known. */
        COLUMNS,
        CHECKED,
        SENDING,
        ENDED
    }

    /** An import that this window did not end. */
    public record Left(String id, ImportHead head) {}

    private final Imports imports;
    private final TextFiles files;
    private final RememberedColumns remembered;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final ImportJobs words;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.EMPTY);
    private final ReadOnlyObjectWrapper<@Nullable ImportedFile> file = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Path> faults = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TableComparison> table = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TaskProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ImportStatus> status = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ImportReport> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Left> left = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper comparing = new ReadOnlyBooleanWrapper();
    private final ImportRate rate;
    private @Nullable Job job;

    /** @param words what is said of the work */
    public OrderImportViewModel(
            Imports imports,
            TextFiles files,
            Memory memory,
            TaskRunner runner,
            Jobs jobs,
            ImportJobs words,
            Clock clock) {
        this.imports = imports;
        this.files = files;
        this.rate = new ImportRate(memory);
        this.remembered = new RememberedColumns(memory);
        this.runner = runner;
        this.jobs = jobs;
        this.words = words;
        this.clock = clock;
    }

    public ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    /** What was opened; null before and after. */
    ReadOnlyObjectProperty<@Nullable ImportedFile> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** Where the faulty rows were saved; null where they were not. */
    ReadOnlyObjectProperty<@Nullable Path> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /** What Orders has of these orders; null where nobody asked. */
    ReadOnlyObjectProperty<@Nullable TableComparison> tableProperty() {
        return table.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty comparingProperty() {
        return comparing.getReadOnlyProperty();
    }

    /** How far the check is; null while none runs. */
    ReadOnlyObjectProperty<@Nullable TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** How far sending is; null before its first step. */
    ReadOnlyObjectProperty<@Nullable ImportStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** How the last one ended; null before. */
    ReadOnlyObjectProperty<@Nullable ImportReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why something could not be done; null where all could. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** One that was not ended; null where there is none. */
    ReadOnlyObjectProperty<@Nullable Left> leftProperty() {
        return left.getReadOnlyProperty();
    }

    /** True from a cancel until it has ended. */
    ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    ImportRate rate() {
        return rate;
    }

    /** How long the last order is followed. */
    Duration follow() {
        return imports.follow();
    }

    /** Whether something is going on. */
    boolean busy() {
        return stage.get() == Stage.CHECKING || stage.get() == Stage.SENDING || comparing.get();
    }

    /** Whether something was checked that nobody has sent. */
    public boolean unsent() {
        return stage.get() == Stage.CHECKED;
    }

    /** Looks whether an earlier process left something undone. */
    public void shown() {
        if (stage.get() != Stage.SENDING) {
            TaskHandle unused = runner.run(
                    progress -> newestLeft(), new TaskCallbacks<>(found -> left.set(found.orElse(null)), fault::set));
        }
    }

    private Optional<Left> newestLeft() throws PortException, IOException {
        List<String> ids = imports.unfinished();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new Left(ids.get(0), imports.store().head(ids.get(0))));
    }

    /** Opens a file and checks every row of it. */
    void open(Path path) {
        read(path, FormWish.NONE, null);
    }

    /** Opens the same file again, written and called as somebody says. */
    void again(FormWish wish, Map<String, OrderField> named) {
        ImportedFile now = file.get();
        if (now != null) {
            read(now.path(), wish, named);
        }
    }

    private void read(Path path, FormWish wish, @Nullable Map<String, OrderField> named) {
        if (busy()) {
            return;
        }
        clear();
        stage.set(Stage.CHECKING);
        String name = String.valueOf(path.getFileName());
        start(
                words.check(name),
                progress -> ImportedFile.check(imports, remembered, new OrderFile(files, path), wish, named, progress),
                new TaskCallbacks<>(this::checked, this::notChecked, progress::set));
    }

    private void checked(ImportedFile found) {
        over();
        file.set(found);
        stage.set(found.checked() == null ? Stage.COLUMNS : Stage.CHECKED);
    }

    private void notChecked(Throwable cause) {
        over();
        stage.set(Stage.EMPTY);
        fault.set(cause instanceof InterruptedException ? null : cause);
    }

    /** Saves the faulty rows to a file that is not there yet. */
    void saveFaults(Path to) {
        CheckedFile checked = checked();
        if (checked != null && !busy()) {
            fault.set(null);
            TaskHandle unused = runner.run(
                    progress -> Optional.ofNullable(checked.saveFaulty(to)),
                    new TaskCallbacks<>(saved -> faults.set(saved.orElse(null)), fault::set));
        }
    }

    /** Reads what Orders has of these orders; it costs. */
    void compare() {
        CheckedFile checked = checked();
        if (checked != null && !busy()) {
            fault.set(null);
            comparing.set(true);
            start(
                    words.compare(),
                    imports.against(checked),
                    new TaskCallbacks<>(
                            found -> {
                                over();
                                table.set(found);
                            },
                            cause -> {
                                over();
                                fault.set(cause instanceof InterruptedException ? null : cause);
                            },
                            progress::set));
        }
    }

    private @Nullable CheckedFile checked() {
        ImportedFile now = file.get();
        return now == null ? null : now.checked();
    }

    /**
     * Sends what was checked; faulty rows are saved beside the file, unless they were saved already.
     *
     * @param commandLine the same as a command
     */
    void send(String commandLine) {
        CheckedFile checked = checked();
        Optional<Integer> most = rate.typed();
        if (checked == null || busy() || most.isEmpty() || checked.sum().valid() == 0) {
            return;
        }
        ImportPace pace = new ImportPace(most.get(), imports.follow(), Double.POSITIVE_INFINITY);
        Path saved = faults.get();
        AtomicReference<@Nullable Path> aside = new AtomicReference<>(saved);
        drive(checked.sum().valid(), watcher -> {
            if (saved == null) {
                aside.set(checked.saveFaulty(null));
            }
            try (checked) {
                ImportHead head = checked.head(pace, aside.get(), commandLine, clock.instant());
                return imports.run(checked, head, watcher);
            }
        });
    }

    /** Goes on with the one that was left. */
    void resume() {
        Left now = left.get();
        if (now != null && !busy()) {
            clear();
            left.set(null);
            drive(now.head().valid(), watcher -> imports.resume(now.id(), pace -> pace, watcher));
        }
    }

    private interface Driven {
        ImportReport run(ImportWatcher watcher) throws PortException, InterruptedException;
    }

    private void drive(int count, Driven driven) {
        fault.set(null);
        status.set(null);
        stage.set(Stage.SENDING);
        AtomicReference<@Nullable ImportStatus> latest = new AtomicReference<>();
        start(
                words.send(count),
                progress -> driven.run(new ImportWatcher() {
                    @Override
                    public void changed(ImportStatus now) {
                        latest.set(now);
                        progress.update(now.following() ? now.ended() : now.published(), now.valid(), "");
                    }

                    @Override
                    public boolean cancelled() {
                        return progress.cancelled();
                    }
                }),
                new TaskCallbacks<>(this::sent, this::notSent, progress -> {
                    status.set(latest.get());
                    rate.seen(latest.get());
                }));
    }

    private void sent(ImportReport how) {
        over();
        file.set(null);
        report.set(how);
        stage.set(Stage.ENDED);
        shown();
    }

    /** What was begun is found as left; nothing is said of what was sent of it. */
    private void notSent(Throwable cause) {
        over();
        file.set(null);
        stage.set(Stage.EMPTY);
        fault.set(cause);
        shown();
    }

    private <T> void start(JobText<T> text, Work<T> work, TaskCallbacks<T> callbacks) {
        Job started = jobs.start(runner, text, work, callbacks);
        if (busy()) {
            job = started;
            stopping.bind(started.stoppingProperty());
        }
    }

    private void over() {
        job = null;
        comparing.set(false);
        progress.set(null);
        stopping.unbind();
        stopping.set(false);
    }

    /** Stops what is going on, in order. */
    public void cancel() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Takes everything away, to begin anew. */
    public void clear() {
        CheckedFile checked = checked();
        if (busy()) {
            return;
        }
        if (checked != null) {
            TaskHandle unused = runner.run(
                    progress -> {
                        checked.close();
                        return "";
                    },
                    new TaskCallbacks<>(done -> {}, fault::set));
        }
        file.set(null);
        faults.set(null);
        table.set(null);
        status.set(null);
        report.set(null);
        fault.set(null);
        stage.set(Stage.EMPTY);
    }
}
