package io.orderflow.operations.deadletter.recipe;

import java.util.ArrayList;
import java.util.List;

/**
 * Which field of an order a step is about: a name at the top, or where it starts with a slash a <a
 * href="https://www.rfc-editor.org/rfc/rfc6901">JSON Pointer</a>.
 *
 * @param written as in the recipe
 */
public record RecipeField(String written) {
    /** @throws IllegalArgumentException when it is empty, or a pointer with a tilde that is not {@code ~0} or {@code ~1} */
    public RecipeField {
        if (written.isEmpty() || (written.startsWith("/") && written.matches("(?s).*~([^01].*|)"))) {
            throw new IllegalArgumentException("no field: " + written);
        }
    }

    /** The keys and indexes that lead to it; at least one. */
    List<String> path() {
        if (!written.startsWith("/")) {
            return List.of(written);
        }
        List<String> path = new ArrayList<>();
        for (String token : written.substring(1).split("/", -1)) {
            path.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return List.copyOf(path);
    }

    @Override
    public String toString() {
        return written;
    }
}
