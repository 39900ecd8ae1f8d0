package io.orderflow.infra.stack;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/**
 * A line in plain English that stands for a code, for whoever has no words of its own for it. A pattern has {@code {0}},
 * {@code {1}} … for its parameters; apostrophes in it mean themselves.
 */
public final class PlainLine {
    private PlainLine() {}

    /** The line with its parameters in place. */
    public static String with(String pattern, List<String> parameters) {
        return format(pattern).format(parameters.toArray());
    }

    /** How many parameters it takes. */
    public static int parameters(String pattern) {
        return format(pattern).getFormatsByArgumentIndex().length;
    }

    private static MessageFormat format(String pattern) {
        return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT);
    }
}
