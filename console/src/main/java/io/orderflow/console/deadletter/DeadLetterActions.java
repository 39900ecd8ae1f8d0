package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

/** What can be done with dead letters. */
public record DeadLetterActions(UserAction load, UserAction release, UserAction redrive) {

    /**
     * @param queue what OrderDLQ is called in this environment
     * @param destination what OrderQueue is called in this environment
     * @param command makes a shell's line of arguments
     * @param protection of the environment
     */
    public static DeadLetterActions of(
            DeadLettersViewModel model,
            MoveViewModel moves,
            String queue,
            String destination,
            Protection protection,
            Function<List<String>, String> command,
            Texts texts,
            Formats formats) {
        SnapshotViewModel snapshots = model.snapshots();
        String readOnly = protection.whyNot();
        var dialog = new RedriveDialog(texts, formats, queue, destination);
        StringBinding busy = Bindings.createStringBinding(
                () -> moves.progressProperty().get() != null
                        ? texts.get("deadletter.busy")
                        : snapshots.progressProperty().get() != null ? texts.get("deadletter.loading") : "",
                moves.progressProperty(),
                snapshots.progressProperty());
        StringBinding cannotMove = Bindings.createStringBinding(
                () -> {
                    if (!readOnly.isEmpty() || !busy.get().isEmpty()) {
                        return readOnly.isEmpty() ? busy.get() : readOnly;
                    }
                    if (snapshots.placeProperty().get() != LetterPlace.ORDER_DLQ) {
                        return texts.get("deadletter.redrive.not_here", queue);
                    }
                    return moves.confirmation().approximate() == 0 ? texts.get("deadletter.empty") : "";
                },
                busy,
                model.nowProperty(),
                snapshots.placeProperty(),
                snapshots.loadedProperty());
        StringBinding load = Bindings.createStringBinding(
                () -> texts.get(snapshots.loadedProperty().get() == null ? "deadletter.load" : "deadletter.load.again"),
                snapshots.loadedProperty());
        StringBinding notHeld = Bindings.createStringBinding(
                () -> snapshots.heldUntilProperty().get() == null ? texts.get("deadletter.held.not") : "",
                snapshots.heldUntilProperty());
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
                                "redrive-all",
                                texts.get("deadletter.redrive"),
                                texts.get("deadletter.redrive.tooltip", destination),
                                window -> {
                                    if (dialog.ask(window, moves.confirmation(), protection)) {
                                        moves.start();
                                    }
                                })
                        .shortcut("Shortcut+R")
                        .command(() -> command.apply(List.of("dead-letters", "redrive", "--all")))
                        .unless(cannotMove));
    }

    public List<UserAction> all() {
        return List.of(redrive, load, release);
    }
}
