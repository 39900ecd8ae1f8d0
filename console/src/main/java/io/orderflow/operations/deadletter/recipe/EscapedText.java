package io.orderflow.operations.deadletter.recipe;

import java.util.Arrays;
import java.util.Locale;

/** What a text in JSON says, with where each of its characters is written. */
final class EscapedText {
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final int DIGITS = 4;
    private static final char FIRST_THAT_SQS_REFUSES = '\uFFFE';

    private final String text;
    private final int[] places;

    private EscapedText(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** @param start where its opening quote is in a JSON text that has been parsed */
    static EscapedText of(String source, int start) {
        StringBuilder text = new StringBuilder();
        int[] places = new int[16];
        int at = start + 1;
        while (true) {
            if (text.length() == places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[text.length()] = at;
            char c = source.charAt(at++);
            if (c == '"') {
                return new EscapedText(text.toString(), places);
            }
            if (c == '\\') {
                char kind = source.charAt(at++);
                if (kind == 'u') {
                    c = (char) Integer.parseInt(source, at, at + DIGITS, 16);
                    at += DIGITS;
                } else {
                    c = MEANT.charAt(ESCAPED.indexOf(kind));
                }
            }
            text.append(c);
        }
    }

    String text() {
        return text;
    }

    /** Where the character of that index is written; for the text's length, where the closing quote is. */
    int place(int index) {
        return places[index];
    }

    /**
     * As it stands between quotes: whatever is no plain visible character, or half of one, is escaped, so that it passes SQS and
     * UTF-8 as it is.
     */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int plain = plain(text, at);
            int known = c == '/' ? -1 : MEANT.indexOf(c);
            if (known >= 0) {
                out.append('\\').append(ESCAPED.charAt(known));
            } else if (plain > 0) {
                out.append(text, at, at + plain);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
            at += Math.max(plain, 1);
        }
        return out.toString();
    }

    /** Whether each of its characters is whole, and visible or a space. */
    static boolean isPlain(String text) {
        int at = 0;
        while (at < text.length()) {
            int plain = plain(text, at);
            if (plain == 0) {
                return false;
            }
            at += plain;
        }
        return true;
    }

    /** How many chars the plain character there has; 0 where it is none. */
    private static int plain(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            return 2;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> 0;
            default -> c < FIRST_THAT_SQS_REFUSES ? 1 : 0;
        };
    }

    static String quote(String text) {
        return '"' + escape(text) + '"';
    }
}
