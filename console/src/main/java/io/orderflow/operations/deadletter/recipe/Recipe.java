package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.RecipeResult.Changed;
import io.orderflow.operations.deadletter.recipe.RecipeResult.DoesNotFit;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Unchanged;
import java.util.List;

/**
 * The same repair for many letters, under a name.
 *
 * @param steps followed in this order; at least one
 */
public record Recipe(String name, List<RecipeStep> steps) {
    public static final int LONGEST_NAME = 64;
    public static final int MOST_STEPS = 100;

    /** @throws IllegalArgumentException when the name cannot be one, or there are no steps or too many */
    public Recipe {
        steps = List.copyOf(steps);
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a recipe");
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("1 to " + MOST_STEPS + " steps");
        }
    }

    /** Whether it can be a name: 1 to 64 characters that can all be seen, and no white space at its ends. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && EscapedText.isPlain(name)
                && !isSpace(name.codePointBefore(name.length()))
                && !isSpace(name.codePointAt(0));
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /**
     * Reads a recipe's file: {@code {"v":1,"name":"…","steps":[{"op":"trim","field":"userId"}]}}.
     *
     * @throws RecipeException with what is wrong and where
     */
    public static Recipe parse(String json) throws RecipeException {
        return new RecipeReader(json).read();
    }

    /** As {@link #parse} reads it, on one line. */
    public String json() {
        return RecipeWriter.json(this);
    }

    /**
     * What it makes of a letter; the whole recipe fits or nothing changes.
     *
     * @param body an order's JSON, raw or in an SNS envelope, or anything else
     */
    public RecipeResult apply(String body) {
        String now = body;
        int number = 0;
        try {
            OrderBody read = OrderBody.of(body);
            for (RecipeStep step : steps) {
                number++;
                List<TextEdit> edits = step.edits(read.order());
                if (!edits.isEmpty()) {
                    now = read.with(edits);
                    read = OrderBody.of(now);
                }
            }
        } catch (MisfitException e) {
            return new DoesNotFit(e.inStep(number));
        }
        return now.equals(body) ? new Unchanged() : new Changed(now);
    }
}
