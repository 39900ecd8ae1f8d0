package io.orderflow.operations.deadletter.recipe;

import java.util.ArrayList;
import java.util.List;

/** A value of a JSON text and where it stands there. */
final class JsonSpan {
    private final JsonKind kind;
    private final int start;
    private int end;
    private final List<Member> members = new ArrayList<>(0);
    private final List<JsonSpan> items = new ArrayList<>(0);

    /**
     * A member of an object.
     *
     * @param start of its key's opening quote
     */
    record Member(String key, int start, JsonSpan value) {}

    JsonSpan(JsonKind kind, int start, int end) {
        this.kind = kind;
        this.start = start;
        this.end = end;
    }

    JsonKind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    /** Behind its last character. */
    int end() {
        return end;
    }

    /** Of an object, as they stand; a key may be there twice. */
    List<Member> members() {
        return members;
    }

    /** Of an array. */
    List<JsonSpan> items() {
        return items;
    }

    boolean contains(JsonSpan other) {
        return start <= other.start && other.end <= end;
    }

    void close(int closed) {
        end = closed;
    }
}
