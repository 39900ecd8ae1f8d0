package io.orderflow.order;

import java.util.Locale;

/** Makes foreign text safe to show on one line. Applying it twice changes nothing more. */
public final class DisplayText {
    private static final int LONGEST = 60;

    private DisplayText() {}

    /** At most 60 characters and an ellipsis; control, format and unpaired characters written as U+XXXX. */
    public static String shorten(String text) {
        StringBuilder out = new StringBuilder();
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            String shown = isInvisible(codePoint) ? hex(codePoint) : Character.toString(codePoint);
            if (out.length() + shown.length() > LONGEST) {
                boolean alreadyShortened = index == text.length() - 1 && codePoint == '…';
                return alreadyShortened ? text : out.append('…').toString();
            }
            out.append(shown);
            index += Character.charCount(codePoint);
        }
        return out.toString();
    }

    static String hex(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
