package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.DeadLetterTools;
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
    private final DeadLetterTools letters;
    private final RedriveTools tools;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final Clock clock;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();

    public LetterFilesViewModel(
            DeadLetterTools letters,
            RedriveTools tools,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            Jobs jobs,
            Clock clock,
            Texts texts) {
        this.letters = letters;
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
        HeldLetters held = snapshots.held();
        if (held == null) {
            return;
        }
        fault.set(null);
        Set<String> ids = chosen.stream().map(LetterRow::id).collect(Collectors.toSet());
        var deletion = new Deletion(
                tools,
                letters.of(snapshots.placeProperty().get()).queue(),
                tools.backup(),
                letters.threads(),
                clock,
                chosen,
                held,
                commandLine,
                null);
        var unused = jobs.start(
                runner,
                new JobText<Deletion.Report>(
                        texts.get("deadletter.delete.job", chosen.size()),
                        texts.get("deadletter.delete.stop"),
                        report -> new Outcome(
                                report.left() == 0 ? End.DONE : End.STOPPED,
                                texts.get(
                                        "deadletter.delete.done",
                                        report.deleted(),
                                        report.count(),
                                        report.backup().toString()))),
                deletion,
                new TaskCallbacks<>(report -> gone(ids, held), cause -> {
                    fault.set(cause);
                    gone(ids, held);
                }));
    }

    /** What is no longer held was deleted. */
    private void gone(Set<String> ids, HeldLetters held) {
        snapshots.without(ids.stream().filter(id -> held.handle(id).isEmpty()).collect(Collectors.toSet()));
    }
}
