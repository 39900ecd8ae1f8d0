package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.deadletter.LetterFile;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.ImportLetters;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Sends exported letters to a queue: the file is read first, then somebody agrees, then it is a job. */
public final class ImportViewModel {
    private static final int LONGEST = 300;

    private final TextFiles files;
    private final RedriveTools tools;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable LetterFile> contents = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> unreadable = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle reading = TaskHandle.NONE;

    public ImportViewModel(TextFiles files, RedriveTools tools, TaskRunner runner, Jobs jobs, Texts texts) {
        this.files = files;
        this.tools = tools;
        this.runner = runner;
        this.jobs = jobs;
        this.texts = texts;
    }

    /** What is in the file; null until it is read. */
    ReadOnlyObjectProperty<@Nullable LetterFile> contentsProperty() {
        return contents.getReadOnlyProperty();
    }

    /** Why the file cannot be imported; null where it can. */
    ReadOnlyObjectProperty<@Nullable Throwable> unreadableProperty() {
        return unreadable.getReadOnlyProperty();
    }

    /** Why the last import failed; null where it did not. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Where letters are usually sent, as these queues are called here, the default first. */
    List<String> destinations() {
        return List.of(tools.place(LetterPlace.ORDER_DLQ), tools.orderQueue());
    }

    /** Reads every line of it; nothing is sent. */
    void read(Path file) {
        reading.cancel();
        contents.set(null);
        unreadable.set(null);
        reading = runner.run(
                progress -> LetterFile.read(files, file), new TaskCallbacks<>(contents::set, unreadable::set));
    }

    /** Nobody asks any more. */
    void leave() {
        reading.cancel();
    }

    /**
     * @param to a queue's name, as the command takes it
     * @param commandLine the same as a command
     */
    void start(Path file, String to, String commandLine) {
        fault.set(null);
        Destination destination = tools.destination(to.strip());
        LetterFile known = contents.get();
        var unused = jobs.start(
                runner,
                new JobText<ImportLetters.Report>(
                        texts.get("deadletter.import.job", known == null ? 0 : known.letters()),
                        texts.get("deadletter.import.stop", destination.name()),
                        report -> outcome(report, destination.name())),
                progress -> {
                    tools.mustExist(destination);
                    return new ImportLetters(files, file, tools, destination, commandLine).run(progress);
                },
                new TaskCallbacks<>(report -> {}, fault::set));
    }

    private Outcome outcome(ImportLetters.Report report, String to) {
        String line = texts.get("deadletter.import.done", report.sent(), report.read(), to);
        if (!report.refused().isEmpty()) {
            line += " · "
                    + texts.get(
                            "deadletter.import.refused",
                            report.refused().size(),
                            VisibleText.line(report.refused().get(0), LONGEST));
        }
        if (report.fault() != null) {
            return new Outcome(End.FAILED, report.fault() + " · " + line);
        }
        return new Outcome(report.whole() ? End.DONE : End.STOPPED, line);
    }
}
