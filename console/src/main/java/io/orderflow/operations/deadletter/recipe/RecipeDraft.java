package io.orderflow.operations.deadletter.recipe;

import java.util.List;
import java.util.stream.Collectors;

/** A recipe as somebody types it, whole or not. */
public record RecipeDraft(String name, List<StepDraft> steps) {
    public RecipeDraft {
        steps = List.copyOf(steps);
    }

    /** @throws RecipeException with what is wrong first, and in which step */
    public Recipe read() throws RecipeException {
        return Recipe.parse(steps.stream()
                .map(StepDraft::json)
                .collect(Collectors.joining(
                        ",", "{\"v\":1,\"name\":" + EscapedText.quote(name) + ",\"steps\":[", "]}")));
    }
}
