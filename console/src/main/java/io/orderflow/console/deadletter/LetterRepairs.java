package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Recipes;
import java.time.Clock;
import java.util.List;

/**
 * What it takes to repair letters before they are sent.
 *
 * @param recipes that are kept
 * @param texts what is said of them
 */
public record LetterRepairs(Recipes recipes, TaskRunner runner, Clock clock, RecipeTexts texts) {

    /** Of one letter, as somebody writes it. */
    LetterEditViewModel edit(LetterRow row) {
        return new LetterEditViewModel(row, runner, clock);
    }

    /**
     * Of many letters by a recipe.
     *
     * @param name that a new one has at first
     */
    RecipeViewModel recipe(List<LetterRow> chosen, String name) {
        return new RecipeViewModel(recipes, runner, chosen, name, texts);
    }

    /** What a recipe would make of them. */
    RecipeEffectsViewModel effects(List<LetterRow> chosen) {
        return new RecipeEffectsViewModel(chosen, runner, clock);
    }
}
