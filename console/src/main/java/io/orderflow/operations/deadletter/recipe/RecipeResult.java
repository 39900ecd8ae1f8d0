package io.orderflow.operations.deadletter.recipe;

/** What a recipe makes of a letter. */
public sealed interface RecipeResult {

    /**
     * The letter repaired.
     *
     * @param body every character that the recipe is not about is as it was
     */
    record Changed(String body) implements RecipeResult {}

    /** The letter is as the recipe wants it already. */
    record Unchanged() implements RecipeResult {}

    /** The recipe cannot be followed to its end; nothing is changed. */
    record DoesNotFit(Misfit why) implements RecipeResult {}
}
