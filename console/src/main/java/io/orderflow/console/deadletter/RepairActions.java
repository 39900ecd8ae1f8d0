package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.stage.Window;

/** How letters are repaired before they are sent. */
record RepairActions(
        DeadLetterModels models,
        Protection protection,
        Function<List<String>, String> command,
        Texts texts,
        FaultTexts faults,
        Formats formats) {

    /** Of the selected letter, as somebody writes it. */
    UserAction edit(ObservableValue<String> cannotSend) {
        DeadLettersViewModel letters = models.letters();
        return UserAction.of(
                        "dead-letters-edit",
                        texts.get("deadletter.edit"),
                        texts.get("deadletter.edit.tooltip"),
                        window -> {
                            LetterRow row = letters.selectedProperty().get();
                            if (row != null) {
                                edit(row, window, cannotSend);
                            }
                        })
                .command(this::editCommand)
                .unless(Bindings.createStringBinding(
                        () -> cannotEdit(cannotSend.getValue()),
                        letters.selectedProperty(),
                        letters.snapshots().loadedProperty(),
                        cannotSend));
    }

    /** What was sent stays in sight as it was, but is not held any more. */
    private String cannotEdit(String cannotSend) {
        LetterRow row = models.letters().selectedProperty().get();
        if (row == null || !cannotSend.isEmpty()) {
            return row == null ? texts.get("deadletter.none_selected") : cannotSend;
        }
        HeldLetters held = models.letters().snapshots().held();
        return held == null || held.handle(row.id()).isEmpty() ? texts.get("deadletter.edit.not_held") : "";
    }

    private void edit(LetterRow row, Window window, ObservableValue<String> cannotSend) {
        LetterEditViewModel model = models.repairs().edit(row);
        SnapshotViewModel snapshots = models.letters().snapshots();
        model.textProperty().addListener(property -> snapshots.used());
        new LetterEditDialog(model, editCommand(), texts, faults)
                .ask(window, models.redrives(), protection, cannotSend);
    }

    /** The order would be in a file. */
    private String editCommand() {
        LetterRow row = models.letters().selectedProperty().get();
        if (row == null) {
            return "";
        }
        List<String> words = new ArrayList<>(List.of("dead-letters", "repair", row.id(), "--body", "order.json"));
        LetterPlace place = models.letters().snapshots().placeProperty().get();
        if (place != LetterPlace.ORDER_DLQ) {
            words.addAll(List.of("--queue", place.queue()));
        }
        return command.apply(words);
    }

    /** Of the chosen letters, all by the same recipe. */
    UserAction recipe(ObservableValue<String> cannotRedrive) {
        return UserAction.of(
                        "dead-letters-recipe",
                        texts.get("deadletter.recipe"),
                        texts.get("deadletter.recipe.tooltip"),
                        this::recipe)
                .command(() -> {
                    RedriveDraft draft =
                            RedriveDraft.of(List.of(), models.letters().selection());
                    List<String> words = new ArrayList<>(List.of("dead-letters", "redrive"));
                    words.addAll(draft.selection());
                    words.addAll(List.of("--recipe", "recipe.json"));
                    return command.apply(words);
                })
                .unless(cannotRedrive);
    }

    private void recipe(Window window) {
        DeadLettersViewModel letters = models.letters();
        RedriveDraft draft = RedriveDraft.of(letters.chosen(), letters.selection());
        RecipeViewModel model = models.repairs().recipe(draft.chosen(), texts.get("deadletter.recipe.new"));
        RecipeEffectsViewModel effects = models.repairs().effects(draft.chosen());
        model.recipeProperty().subscribe(recipe -> {
            letters.snapshots().used();
            effects.show(recipe);
        });
        boolean goOn =
                new RecipeDialog(model, effects, new LetterWords(texts, faults, formats), texts, faults).ask(window);
        effects.stop();
        Recipe recipe = model.recipeProperty().get();
        if (goOn && recipe != null) {
            new RedriveSetDialog(
                            models.redrives(),
                            draft.repaired(recipe, model.word(recipe)),
                            command,
                            texts,
                            faults,
                            formats)
                    .ask(window, protection);
        }
    }
}
