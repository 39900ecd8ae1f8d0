package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Convert;
import io.orderflow.operations.deadletter.recipe.RecipeStep.DefaultTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Move;
import io.orderflow.operations.deadletter.recipe.RecipeStep.SetTo;
import io.orderflow.operations.deadletter.recipe.RecipeStep.Trim;
import java.util.Locale;

/**
 * A step as somebody types it, whole or not.
 *
 * @param field that it is about; of a move the one that is moved
 * @param value of set and default: a number, true, false, null or a quoted text as in JSON, any other text as it is
 * @param to of a move the field's new place, of a conversion the word for it
 */
public record StepDraft(Op op, String field, String value, String to) {

    /** What a step does. */
    public enum Op {
        SET,
        DEFAULT,
        TRIM,
        MOVE,
        CONVERT;

        /** As recipes name it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean valued() {
            return this == SET || this == DEFAULT;
        }
    }

    public static StepDraft of(RecipeStep step) {
        if (step instanceof SetTo set) {
            return new StepDraft(Op.SET, set.field().written(), typed(set.value()), "");
        }
        if (step instanceof DefaultTo missing) {
            return new StepDraft(Op.DEFAULT, missing.field().written(), typed(missing.value()), "");
        }
        if (step instanceof Trim trim) {
            return new StepDraft(Op.TRIM, trim.field().written(), "", "");
        }
        if (step instanceof Move move) {
            return new StepDraft(Op.MOVE, move.from().written(), "", move.to().written());
        }
        Convert convert = (Convert) step;
        return new StepDraft(
                Op.CONVERT, convert.field().written(), "", convert.to().word());
    }

    /** @throws RecipeException with what is wrong with it */
    public RecipeStep read() throws RecipeException {
        return Recipe.parse("{\"v\":1,\"name\":\"x\",\"steps\":[" + json() + "]}")
                .steps()
                .get(0);
    }

    /** As in a recipe's file; what was not typed is missing. */
    String json() {
        String head = "{\"op\":\"" + op.word() + '"';
        return switch (op) {
            case SET, DEFAULT ->
                head + member("field", field) + (value.isEmpty() ? "" : ",\"value\":" + writtenValue()) + "}";
            case TRIM -> head + member("field", field) + "}";
            case MOVE -> head + member("from", field) + member("to", to) + "}";
            case CONVERT -> head + member("field", field) + member("to", to) + "}";
        };
    }

    /** The value as it will stand in the order; empty where none is typed or needed. */
    public String writtenValue() {
        if (!op.valued() || value.isEmpty()) {
            return "";
        }
        try {
            JsonText json = JsonText.parse(value);
            if (json.written(json.root()).equals(value)) {
                return value;
            }
        } catch (JsonProcessingException noJson) {
            return EscapedText.quote(value);
        }
        return EscapedText.quote(value); // white space around it
    }

    /** The shortest that {@link #writtenValue} makes this value of. */
    private static String typed(RecipeValue value) {
        try {
            JsonText json = JsonText.parse(value.json());
            if (json.root().kind() == JsonKind.TEXT) {
                String text = json.text(json.root()).text();
                if (new StepDraft(Op.SET, "x", text, "").writtenValue().equals(value.json())) {
                    return text;
                }
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value is JSON", impossible);
        }
        return value.json();
    }

    private static String member(String key, String text) {
        return text.isEmpty() ? "" : ",\"" + key + "\":" + EscapedText.quote(text);
    }
}
