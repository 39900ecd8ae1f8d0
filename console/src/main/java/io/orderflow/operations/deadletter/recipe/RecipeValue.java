package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * What a step puts into a field: a text, a number as it is written, true, false or null. Lists and objects are none: no field
 * of an order is one.
 *
 * @param json as it is written into the order
 */
public record RecipeValue(String json) {
    /** @throws IllegalArgumentException when it is no such value in JSON */
    public RecipeValue {
        try {
            JsonText text = JsonText.parse(json);
            JsonKind kind = text.root().kind();
            if (kind == JsonKind.ARRAY || kind == JsonKind.OBJECT) {
                throw new IllegalArgumentException(kind.words() + " is no value of a field");
            }
            json = kind == JsonKind.TEXT
                    ? EscapedText.quote(text.text(text.root()).text())
                    : text.written(text.root());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
    }

    public static RecipeValue text(String text) {
        return new RecipeValue(EscapedText.quote(text));
    }

    boolean isIn(JsonText order, JsonSpan value) {
        return value.kind() == JsonKind.TEXT
                ? EscapedText.quote(order.text(value).text()).equals(json)
                : order.written(value).equals(json);
    }
}
