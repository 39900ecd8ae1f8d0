package io.orderflow.infra.stack;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/**
 * A line in plain English that stands for a code, for whoever has no words of its own for it.
 *
 * @param pattern with {@code {0}}, {@code {1}} … for its parameters; apostrophes mean themselves
 */
public record PlainLine(String pattern) {
    /** The line with its parameters in place. */
    public String with(List<String> parameters) {
        return format().format(parameters.toArray());
    }

    /** How many parameters it takes. */
    public int parameters() {
        return format().getFormatsByArgumentIndex().length;
    }

    private MessageFormat format() {
        return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT);
    }
}
