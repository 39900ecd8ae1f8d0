package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonToken;

/** What a JSON value is. */
public enum JsonKind {
    TEXT("a text"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null"),
    ARRAY("a list"),
    OBJECT("an object");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

    /** In English, with its article. */
    public String words() {
        return words;
    }

    static JsonKind of(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> TEXT;
            case VALUE_NUMBER_INT -> INTEGER;
            case VALUE_NUMBER_FLOAT -> NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> BOOLEAN;
            case START_ARRAY -> ARRAY;
            case START_OBJECT -> OBJECT;
            default -> NULL;
        };
    }
}
