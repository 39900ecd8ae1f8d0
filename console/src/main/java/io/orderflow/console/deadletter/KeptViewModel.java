package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.redrive.ReceiptStore;
import io.orderflow.operations.deadletter.redrive.StatePage;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What is kept of dead letters on this computer: it can be told on a page, and forgotten. */
public final class KeptViewModel {
    private static final int LONGEST = 300;

    private final KeptFolder kept;
    private final ReceiptStore receipts;
    private final String where;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final Clock clock;
    private final Texts texts;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle paging = TaskHandle.NONE;

    /** @param where account, region and endpoint, as commands say it */
    public KeptViewModel(
            KeptFolder kept,
            ReceiptStore receipts,
            String where,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Jobs jobs,
            Clock clock,
            Texts texts) {
        this.kept = kept;
        this.receipts = receipts;
        this.where = where;
        this.snapshots = snapshots;
        this.runner = runner;
        this.jobs = jobs;
        this.clock = clock;
        this.texts = texts;
        snapshots.loadedProperty().subscribe(loaded -> said.set(""));
    }

    /** What was done just now, in a line; empty where nothing was. */
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /** Why the last one failed; null where it did not. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /**
     * The state of the dead letters on one page, as the command tells it.
     *
     * @param clipboard takes the page
     */
    void page(Consumer<String> clipboard) {
        LoadedSnapshot loaded = snapshots.loadedProperty().get();
        if (loaded == null) {
            return;
        }
        paging.cancel();
        said.set("");
        fault.set(null);
        paging = runner.run(
                progress -> StatePage.read(
                        loaded.snapshot(), where, receipts, clock.instant(), line -> VisibleText.line(line, LONGEST)),
                new TaskCallbacks<List<String>>(
                        lines -> {
                            clipboard.accept(String.join("\n", lines) + "\n");
                            said.set(texts.get("deadletter.state.copied", lines.size()));
                        },
                        fault::set));
    }

    /** Deletes all that is finished, and shows nothing of it any more. */
    void forget() {
        fault.set(null);
        snapshots.forget();
        var unused = jobs.start(
                runner,
                new JobText<KeptFolder.Forgotten>(
                        texts.get("deadletter.forget.job"), texts.get("deadletter.forget.stop"), this::outcome),
                progress -> kept.forgetAll(),
                new TaskCallbacks<>(gone -> said.set(outcome(gone).words()), fault::set));
    }

    private Outcome outcome(KeptFolder.Forgotten gone) {
        String line = texts.get("deadletter.forget.done", gone.receipts(), gone.backups(), gone.snapshots());
        return new Outcome(
                End.DONE,
                gone.unfinished() == 0
                        ? line
                        : line + " · " + texts.get("deadletter.forget.unfinished", gone.unfinished()));
    }
}
