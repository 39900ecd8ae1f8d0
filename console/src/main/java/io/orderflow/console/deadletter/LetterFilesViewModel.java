package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.files.LetterExport;
import io.orderflow.operations.deadletter.redrive.Deletion;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Writes chosen letters to a file, or deletes them once a backup is on disk; each is a job, which Activity tells. */
public final class LetterFilesViewModel {
    private final MarkedQueue marked;
    private final RedriveTools tools;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final Clock clock;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();

    public LetterFilesViewModel(
            RedriveTools tools,
            SnapshotViewModel snapshots,
            MarkedQueue marked,
            TaskRunner runner,
            Jobs jobs,
            Clock clock,
            Texts texts) {
        this.marked = marked;
        this.tools = tools;
        this.snapshots = snapshots;
        this.runner = runner;
        this.jobs = jobs;
        this.clock = clock;
        this.texts = texts;
    }

    /** Why the last one failed; null where it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** What the queue is called, whose name is typed before letters are deleted from it. */
    String queue() {
        return tools.place(snapshots.placeProperty().get());
    }

    void export(Path file, List<LetterRow> chosen) {
        fault.set(null);
        snapshots.used();
        var unused = jobs.start(
                runner,
                new JobText<Integer>(
                        texts.get("deadletter.export.job", chosen.size()),
                        texts.get("deadletter.export.stop"),
                        written ->
                                new Outcome(End.DONE, texts.get("deadletter.export.done", written, file.toString()))),
                new LetterExport(file, chosen),
                new TaskCallbacks<>(written -> {}, fault::set));
    }

    /**
     * Deletes exactly these, which are to be held.
     *
     * @param commandLine the same as a command
     */
    void delete(List<LetterRow> chosen, String commandLine) {
        delete(chosen, commandLine, false);
    }

    private void delete(List<LetterRow> chosen, String commandLine, boolean takeOver) {
        HeldLetters held = snapshots.held();
        if (held == null) {
            return;
        }
        fault.set(null);
        marked.clear();
        Set<String> ids = chosen.stream().map(LetterRow::id).collect(Collectors.toSet());
        var deletion = new Deletion(
                tools,
                queue(),
                clock,
                chosen,
                held,
                takeOver && !commandLine.isEmpty() ? commandLine + RedriveViewModel.TAKE_OVER : commandLine,
                takeOver,
                null);
        var unused = jobs.start(
                runner,
                new JobText<Deletion.Report>(
                        texts.get("deadletter.delete.job", chosen.size()),
                        texts.get("deadletter.delete.stop"),
                        report -> new Outcome(
                                report.fault() != null ? End.FAILED : report.left() == 0 ? End.DONE : End.STOPPED,
                                (report.fault() == null ? "" : report.fault() + " · ")
                                        + texts.get(
                                                "deadletter.delete.done",
                                                report.deleted(),
                                                report.count(),
                                                report.backup().toString()))),
                deletion,
                new TaskCallbacks<>(report -> snapshots.without(report.gone()), cause -> {
                    boolean refused = marked.refused(cause, () -> delete(chosen, commandLine, true), true);
                    fault.set(refused ? null : cause);
                    // what is no longer held may be deleted: the receipt tells
                    snapshots.without(
                            ids.stream().filter(id -> held.handle(id).isEmpty()).collect(Collectors.toSet()));
                }));
    }
}
