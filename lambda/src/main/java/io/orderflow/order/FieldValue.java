package io.orderflow.order;

import org.jspecify.annotations.Nullable;

/**
 * The value of one field before it is checked, with the type its source gave it.
 *
 * @param kind the type
 * @param text the characters as they stood; null for what is missing and for kinds without text of their own
 */
record FieldValue(Kind kind, @Nullable String text) {
    static final FieldValue MISSING = new FieldValue(Kind.MISSING, null);

    enum Kind {
        MISSING("nothing"),
        TEXT("text"),
        INTEGER("integer"),
        NUMBER("number"),
        BOOLEAN("boolean"),
        ARRAY("array"),
        OBJECT("object");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** As in the parameters of {@link OrderFault}. */
        String code() {
            return code;
        }
    }

    /** Text, where null and empty mean missing. */
    static FieldValue text(@Nullable String text) {
        return text == null || text.isEmpty() ? MISSING : new FieldValue(Kind.TEXT, text);
    }

    /** A number that was typed: a whole one counts as JSON's integer, anything else as a number that is none. */
    static FieldValue typedNumber(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return MISSING;
        }
        return new FieldValue(isWhole(text) ? Kind.INTEGER : Kind.NUMBER, text);
    }

    private static boolean isWhole(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        boolean leadingZero = text.length() - start > 1 && text.charAt(start) == '0';
        return text.length() > start && !leadingZero && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }
}
