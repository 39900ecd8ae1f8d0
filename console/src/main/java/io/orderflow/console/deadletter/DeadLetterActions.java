package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with dead letters. */
public record DeadLetterActions(
        UserAction load,
        UserAction release,
        UserAction redrive,
        UserAction edit,
        UserAction recipe,
        UserAction export,
        UserAction delete,
        UserAction move,
        UserAction cancelMove,
        UserAction pause,
        UserAction receipts,
        KeepingActions keeping) {

    /**
     * @param fileChoice has files named
     * @param queue what OrderDLQ is called in this environment
     * @param destination what OrderQueue is called in this environment
     * @param command makes a shell's line of arguments
     * @param protection of the environment
     */
    public static DeadLetterActions of(
            DeadLetterModels models,
            ReceiptsDialog receipts,
            FileChoice fileChoice,
            String queue,
            String destination,
            Protection protection,
            Function<List<String>, String> command,
            Texts texts,
            FaultTexts faults,
            Formats formats) {
        DeadLettersViewModel model = models.letters();
        RedriveViewModel redrives = models.redrives();
        MoveViewModel moves = models.moves();
        LetterFilesViewModel files = models.files();
        SnapshotViewModel snapshots = model.snapshots();
        String readOnly = new FaultTexts(texts).whyNot(protection);
        StringBinding busy = Bindings.createStringBinding(
                () -> moves.progressProperty().get() != null
                        ? texts.get("deadletter.busy")
                        : snapshots.progressProperty().get() != null ? texts.get("deadletter.loading") : "",
                moves.progressProperty(),
                snapshots.progressProperty());
        StringBinding cannotSend = Bindings.createStringBinding(
                () -> {
                    if (!readOnly.isEmpty() || !busy.get().isEmpty()) {
                        return readOnly.isEmpty() ? busy.get() : readOnly;
                    }
                    if (redrives.runningProperty().get()) {
                        return texts.get("deadletter.redrive.running");
                    }
                    return snapshots.heldUntilProperty().get() == null ? texts.get("deadletter.redrive.stale") : "";
                },
                busy,
                redrives.runningProperty(),
                snapshots.heldUntilProperty());
        StringBinding cannotRedrive = Bindings.createStringBinding(
                () -> cannotSend.get().isEmpty() && model.chosenCount() == 0
                        ? texts.get("deadletter.empty")
                        : cannotSend.get(),
                cannotSend,
                model.pickedCountProperty(),
                model.table().shownProperty());
        StringBinding redrive = Bindings.createStringBinding(
                () -> texts.get("deadletter.redrive", model.chosenCount()),
                model.pickedCountProperty(),
                model.table().shownProperty());
        StringBinding cannotExport = Bindings.createStringBinding(
                () -> model.chosenCount() == 0 ? texts.get("deadletter.empty") : busy.get(),
                busy,
                model.pickedCountProperty(),
                model.table().shownProperty());
        StringBinding cannotMove = Bindings.createStringBinding(
                () -> {
                    if (!readOnly.isEmpty() || !busy.get().isEmpty()) {
                        return readOnly.isEmpty() ? busy.get() : readOnly;
                    }
                    if (snapshots.placeProperty().get() != LetterPlace.ORDER_DLQ) {
                        return texts.get("deadletter.move.not_here", queue);
                    }
                    Throwable unavailable = moves.unavailableProperty().get();
                    if (unavailable != null) {
                        return faults.line(unavailable);
                    }
                    return moves.confirmation().approximate() == 0 ? texts.get("deadletter.empty") : "";
                },
                busy,
                model.nowProperty(),
                snapshots.placeProperty(),
                moves.unavailableProperty(),
                snapshots.loadedProperty());
        StringBinding cannotCancel = Bindings.createStringBinding(
                () -> {
                    if (moves.progressProperty().get() == null) {
                        return texts.get("deadletter.job.none");
                    }
                    return moves.stoppingProperty().get() ? texts.get("deadletter.stopping") : readOnly;
                },
                moves.progressProperty(),
                moves.stoppingProperty());
        StringBinding cannotPause = Bindings.createStringBinding(
                () -> {
                    if (!redrives.runningProperty().get()) {
                        return texts.get("deadletter.follow.none");
                    }
                    return redrives.stoppingProperty().get() ? texts.get("deadletter.stopping") : "";
                },
                redrives.runningProperty(),
                redrives.stoppingProperty());
        StringBinding load = Bindings.createStringBinding(
                () -> texts.get(snapshots.loadedProperty().get() == null ? "deadletter.load" : "deadletter.load.again"),
                snapshots.loadedProperty());
        StringBinding notHeld = Bindings.createStringBinding(
                () -> snapshots.heldUntilProperty().get() == null ? texts.get("deadletter.held.not") : "",
                snapshots.heldUntilProperty());
        var repairs = new RepairActions(models, protection, command, texts, faults, formats);
        return new DeadLetterActions(
                UserAction.of("load-again", "", texts.get("deadletter.load.tooltip"), window -> snapshots.load())
                        .named(load)
                        .unless(busy)
                        .command(() -> command.apply(List.of(
                                "dead-letters",
                                "list",
                                "--queue",
                                snapshots.placeProperty().get().queue()))),
                UserAction.of(
                                "dead-letters-release",
                                texts.get("deadletter.release"),
                                texts.get("deadletter.release.tooltip"),
                                window -> snapshots.release())
                        .unless(notHeld),
                UserAction.of(
                                "redrive",
                                "",
                                texts.get("deadletter.redrive.tooltip", destination),
                                window -> new RedriveSetDialog(
                                                redrives,
                                                RedriveDraft.of(model.chosen(), model.selection()),
                                                command,
                                                texts,
                                                faults,
                                                formats)
                                        .ask(window, protection))
                        .named(redrive)
                        .shortcut("Shortcut+R")
                        .command(() -> {
                            List<String> words = new ArrayList<>(List.of("dead-letters", "redrive"));
                            words.addAll(model.selection());
                            return command.apply(words);
                        })
                        .unless(cannotRedrive),
                repairs.edit(cannotSend),
                repairs.recipe(cannotRedrive),
                UserAction.of(
                                "dead-letters-export",
                                texts.get("deadletter.export"),
                                texts.get("deadletter.export.tooltip"),
                                window -> {
                                    Path file = fileChoice.save(window, "dead-letters.jsonl");
                                    if (file != null) {
                                        files.export(file, model.chosen());
                                    }
                                })
                        .command(() -> command.apply(selected(List.of("export", "dead-letters.jsonl"), model)))
                        .unless(cannotExport),
                UserAction.of(
                                "dead-letters-delete",
                                texts.get("deadletter.delete"),
                                texts.get("deadletter.delete.tooltip"),
                                window -> {
                                    List<LetterRow> chosen = model.chosen();
                                    String name = files.queue();
                                    if (DeleteDialog.ask(window, chosen.size(), name, protection, texts)) {
                                        files.delete(
                                                chosen,
                                                command.apply(selected(List.of("delete", "--confirm", name), model)));
                                    }
                                })
                        .command(() -> command.apply(selected(List.of("delete", "--confirm", files.queue()), model)))
                        .unless(cannotRedrive),
                UserAction.of(
                                "move-all",
                                texts.get("deadletter.move"),
                                texts.get("deadletter.move.tooltip", destination),
                                window -> new MoveDialog(moves, command, texts, formats, queue, destination)
                                        .ask(window, protection))
                        .command(() -> command.apply(List.of("dead-letters", "move")))
                        .unless(cannotMove),
                UserAction.of("move-cancel", "", texts.get("deadletter.job.cancel.hint"), window -> moves.cancel())
                        .named(Bindings.createStringBinding(
                                () -> texts.get(
                                        moves.stoppingProperty().get()
                                                ? "deadletter.stopping"
                                                : "deadletter.job.cancel"),
                                moves.stoppingProperty()))
                        .command(() -> command.apply(List.of("dead-letters", "move", "--cancel")))
                        .unless(cannotCancel),
                UserAction.of(
                                "redrive-pause",
                                "",
                                texts.get("deadletter.follow.pause.hint"),
                                window -> redrives.pausedProperty()
                                        .set(!redrives.pausedProperty().get()))
                        .named(Bindings.createStringBinding(
                                () -> texts.get(
                                        redrives.pausedProperty().get()
                                                ? "deadletter.follow.resume"
                                                : "deadletter.follow.pause"),
                                redrives.pausedProperty()))
                        .shortcut("Shortcut+P")
                        .unless(cannotPause),
                UserAction.of(
                                "receipts",
                                texts.get("deadletter.receipts.open"),
                                texts.get("deadletter.receipts.hint"),
                                window -> receipts.show(window, null))
                        .command(() -> command.apply(List.of("dead-letters", "receipts"))),
                KeepingActions.of(models, fileChoice, busy, protection, command, texts, faults));
    }

    private static List<String> selected(List<String> act, DeadLettersViewModel model) {
        List<String> words = new ArrayList<>(List.of("dead-letters"));
        words.addAll(act);
        List<String> selection = model.selection();
        words.addAll(
                act.get(0).equals("export")
                        ? selection.stream()
                                .filter(word -> !word.equals("--all"))
                                .toList()
                        : selection);
        return words;
    }

    public List<UserAction> all() {
        return Stream.concat(
                        Stream.of(
                                redrive,
                                edit,
                                recipe,
                                load,
                                release,
                                export,
                                delete,
                                move,
                                cancelMove,
                                pause,
                                receipts),
                        keeping.all().stream())
                .toList();
    }
}
