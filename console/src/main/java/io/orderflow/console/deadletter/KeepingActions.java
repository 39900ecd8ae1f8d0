package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;

/** What keeps dead letters on this computer, brings them back, tells of them, and forgets them. */
public record KeepingActions(UserAction saveExpiring, UserAction importing, UserAction copyState, UserAction forget) {
    private static final String EXPIRING = "dead-letters-expiring.jsonl";

    /**
     * @param fileChoice has files named
     * @param busy why nothing can be done just now; empty while it can
     * @param command makes a shell's line of arguments
     */
    static KeepingActions of(
            DeadLetterModels models,
            FileChoice fileChoice,
            ObservableValue<String> busy,
            Protection protection,
            Function<List<String>, String> command,
            Texts texts,
            FaultTexts faults) {
        DeadLettersViewModel model = models.letters();
        SnapshotViewModel snapshots = model.snapshots();
        StringBinding nothingExpires = Bindings.createStringBinding(
                () -> {
                    if (snapshots.loadedProperty().get() == null) {
                        return texts.get("deadletter.not_loaded");
                    }
                    return model.expiringProperty().get().isEmpty() ? texts.get("deadletter.expiring.none") : "";
                },
                snapshots.loadedProperty(),
                model.expiringProperty());
        StringBinding notLoaded = Bindings.createStringBinding(
                () -> snapshots.loadedProperty().get() == null ? texts.get("deadletter.not_loaded") : "",
                snapshots.loadedProperty());
        StringBinding cannotForget = Bindings.createStringBinding(
                () -> models.redrives().runningProperty().get()
                        ? texts.get("deadletter.redrive.running")
                        : busy.getValue(),
                busy,
                models.redrives().runningProperty());
        return new KeepingActions(
                UserAction.of(
                                "dead-letters-save-expiring",
                                texts.get("deadletter.expiring.save"),
                                texts.get("deadletter.expiring.save.tooltip"),
                                window -> {
                                    Path file = fileChoice.save(window, EXPIRING);
                                    if (file != null) {
                                        models.files()
                                                .export(
                                                        file,
                                                        model.expiringProperty().get());
                                    }
                                })
                        .command(() -> command.apply(List.of(
                                "dead-letters",
                                "export",
                                EXPIRING,
                                "--filter",
                                "left<24h",
                                "--queue",
                                snapshots.placeProperty().get().queue())))
                        .unless(nothingExpires),
                UserAction.of(
                                "dead-letters-import",
                                texts.get("deadletter.import"),
                                texts.get("deadletter.import.tooltip"),
                                window -> {
                                    Path file = fileChoice.open(window);
                                    if (file != null) {
                                        new ImportDialog(models.imports(), command, texts, faults)
                                                .ask(window, file, protection);
                                    }
                                })
                        .command(() -> command.apply(List.of("dead-letters", "import", "dead-letters.jsonl")))
                        .unless(Bindings.createStringBinding(() -> faults.whyNot(protection))),
                UserAction.of(
                                "dead-letters-state",
                                texts.get("deadletter.state"),
                                texts.get("deadletter.state.tooltip"),
                                window -> models.kept().page(Copy::text))
                        .command(() -> command.apply(List.of(
                                "dead-letters",
                                "list",
                                "--page",
                                "--queue",
                                snapshots.placeProperty().get().queue())))
                        .unless(notLoaded),
                UserAction.of(
                                "dead-letters-forget",
                                texts.get("deadletter.forget"),
                                texts.get("deadletter.forget.tooltip"),
                                window -> {
                                    if (ForgetDialog.all(window, texts)) {
                                        models.kept().forget();
                                    }
                                })
                        .command(() -> command.apply(List.of("dead-letters", "receipts", "--forget-all")))
                        .unless(cannotForget));
    }

    List<UserAction> all() {
        return List.of(saveExpiring, importing, copyState, forget);
    }
}
