package io.orderflow.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Marks that stand, one for one, for characters of a text that cannot be seen or turn the reading direction, so that it can be
 * edited as it is. A mark is a character that the text does not have itself. Not thread-safe.
 */
public final class VisibleMarks {
    private static final char FIRST = '\u2460'; // circled digits and letters
    private static final char LAST = '\u24FF';

    private final Map<Integer, Character> marks = new LinkedHashMap<>();
    private final Map<Character, Integer> meanings = new TreeMap<>();
    private final List<Character> free = new ArrayList<>();

    /** @param text whose own characters are no marks */
    public VisibleMarks(String text) {
        for (char mark = FIRST; mark <= LAST; mark++) {
            if (text.indexOf(mark) < 0) {
                free.add(mark);
            }
        }
    }

    /** With marks; where there are too many such characters, the rest stays. */
    public String shown(String text) {
        if (!VisibleText.hides(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (PrimitiveIterator.OfInt all = text.codePoints().iterator(); all.hasNext(); ) {
            int one = all.nextInt();
            Character mark = VisibleText.hides(one) ? mark(one) : null;
            if (mark == null) {
                shown.appendCodePoint(one);
            } else {
                shown.append(mark.charValue());
            }
        }
        return shown.toString();
    }

    private @Nullable Character mark(int hidden) {
        Character known = marks.get(hidden);
        if (known == null && !free.isEmpty()) {
            known = free.remove(0);
            marks.put(hidden, known);
            meanings.put(known, hidden);
        }
        return known;
    }

    /** What a text with marks says. */
    public String meant(String shown) {
        if (meanings.isEmpty()) {
            return shown;
        }
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            Integer hidden = meanings.get(shown.charAt(i));
            if (hidden == null) {
                meant.append(shown.charAt(i));
            } else {
                meant.appendCodePoint(hidden);
            }
        }
        return meant.toString();
    }

    /** What the marks stand for, e.g. {@code ① U+202E}. */
    public String legend() {
        List<String> lines = new ArrayList<>();
        meanings.forEach((mark, hidden) -> lines.add(String.format(Locale.ROOT, "%c U+%04X", mark, hidden)));
        return String.join(", ", lines);
    }
}
