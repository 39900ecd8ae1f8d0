package io.orderflow.text;

import java.util.Locale;

/**
 * Text that others wrote, made safe to look at: whatever would be invisible, break the line or turn the reading
 * direction shows as an escape, and nothing is longer than asked.
 */
public final class VisibleText {
    private VisibleText() {}

    /**
     * One line of at most {@code most} characters; a cut is marked with an ellipsis.
     *
     * @param most at least 1
     */
    public static String line(String text, int most) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length() && shown.length() <= most) {
            int codePoint = text.codePointAt(at);
            append(shown, codePoint);
            at += Character.charCount(codePoint);
        }
        if (at == text.length() && shown.length() <= most) {
            return shown.toString();
        }
        int end = Math.min(shown.length(), most - 1);
        if (end > 0 && Character.isHighSurrogate(shown.charAt(end - 1))) {
            end--;
        }
        return shown.substring(0, end) + "…";
    }

    /** Whether something in it cannot be seen as it is, or turns the reading direction; line breaks and tabs apart. */
    public static boolean hides(String text) {
        return text.codePoints().anyMatch(VisibleText::hides);
    }

    static boolean hides(int one) {
        return one != '\n' && one != '\r' && one != '\t' && deceptive(one);
    }

    /** Appends one character the way it can be seen. */
    public static void append(StringBuilder shown, int codePoint) {
        if (codePoint == '\t' || codePoint == '\r' || codePoint == '\n') {
            shown.append(codePoint == '\t' ? "\\t" : codePoint == '\r' ? "\\r" : "\\n");
        } else if (deceptive(codePoint)) {
            shown.append(
                    codePoint > Character.MAX_VALUE
                            ? String.format(Locale.ROOT, "\\u{%X}", codePoint)
                            : String.format(Locale.ROOT, "\\u%04X", codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }

    private static boolean deceptive(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
