package io.orderflow.operations.deadletter.recipe;

import java.util.Comparator;
import java.util.List;

/**
 * Characters of a text replaced by others.
 *
 * @param start of what is replaced
 * @param end behind it; the start where something is only put in
 */
record TextEdit(int start, int end, String by) {

    /** All of them at once; they do not overlap. */
    static String apply(String text, List<TextEdit> edits) {
        StringBuilder out = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(TextEdit::start).reversed())
                .forEach(edit -> out.replace(edit.start, edit.end, edit.by));
        return out.toString();
    }
}
