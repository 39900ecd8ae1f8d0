package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.RecipeStep.Convert;
import io.orderflow.operations.deadletter.recipe.RecipeStep.DefaultTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Move;
import io.orderflow.operations.deadletter.recipe.RecipeStep.SetTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Trim;
import java.util.stream.Collectors;

/** Recipes as JSON. */
final class RecipeWriter {
    private RecipeWriter() {}

    static String json(Recipe recipe) {
        return recipe.steps().stream()
                .map(RecipeWriter::step)
                .collect(Collectors.joining(
                        ",", "{\"v\":1,\"name\":" + EscapedText.quote(recipe.name()) + ",\"steps\":[", "]}"));
    }

    private static String step(RecipeStep step) {
        if (step instanceof SetTo set) {
            return valued("set", set.field(), set.value());
        }
        if (step instanceof DefaultTo missing) {
            return valued("default", missing.field(), missing.value());
        }
        if (step instanceof Trim trim) {
            return op("trim") + member("field", trim.field().written()) + "}";
        }
        if (step instanceof Move move) {
            return op("move")
                    + member("from", move.from().written())
                    + member("to", move.to().written()) + "}";
        }
        Convert convert = (Convert) step;
        return op("convert")
                + member("field", convert.field().written())
                + member("to", convert.to().word()) + "}";
    }

    private static String valued(String op, RecipeField field, RecipeValue value) {
        return op(op) + member("field", field.written()) + ",\"value\":" + value.json() + "}";
    }

    private static String op(String op) {
        return "{\"op\":\"" + op + '"';
    }

    private static String member(String key, String text) {
        return ",\"" + key + "\":" + EscapedText.quote(text);
    }
}
