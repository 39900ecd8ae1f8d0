package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.LetterRepair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to send, before it is frozen.
 *
 * @param selection how a command selects the same letters, and repairs them
 * @param repair what is made of each body
 * @param recipe that the repair follows; null where it follows none
 */
record RedriveDraft(List<LetterRow> chosen, List<String> selection, LetterRepair repair, @Nullable Recipe recipe) {
    RedriveDraft {
        chosen = List.copyOf(chosen);
        selection = List.copyOf(selection);
    }

    /** As they are. */
    static RedriveDraft of(List<LetterRow> chosen, List<String> selection) {
        return new RedriveDraft(chosen, selection, LetterRepair.NONE, null);
    }

    /** @param word how a command is given the recipe */
    RedriveDraft repaired(Recipe by, String word) {
        List<String> words = new ArrayList<>(selection);
        words.addAll(List.of("--recipe", word));
        return new RedriveDraft(chosen, words, LetterRepair.by(by), by);
    }
}
