package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeResult;
import org.jspecify.annotations.Nullable;

/** What is made of a letter's body before it is sent. The same each time it is asked. */
@FunctionalInterface
public interface LetterRepair {

    /** Sends it as it is. */
    LetterRepair NONE = DeadLetter::body;

    /** @return null where the repair does not fit the letter */
    @Nullable
    String body(DeadLetter letter);

    /** @param recipe null for none */
    static LetterRepair by(@Nullable Recipe recipe) {
        if (recipe == null) {
            return NONE;
        }
        return letter -> {
            RecipeResult result = recipe.apply(letter.body());
            if (result instanceof RecipeResult.Changed changed) {
                return changed.body();
            }
            return result instanceof RecipeResult.Unchanged ? letter.body() : null;
        };
    }
}
