package io.orderflow.operations.filter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One condition: a row must answer to one of the values, or to none of them where it is negated.
 *
 * @param key as declared; {@link #TEXT} for text that may stand anywhere in a row
 * @param values at least one, each in its canonical form
 */
public record FilterTerm(boolean negated, String key, FilterOperator operator, List<String> values) {
    /** The key of free text. */
    public static final String TEXT = "";

    public FilterTerm {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a term has a value");
        }
    }

    /** As it would be typed. */
    public String text() {
        boolean free = key.equals(TEXT);
        String sign = free ? "" : operator.sign();
        return (negated ? "-" : "")
                + key
                + sign
                + values.stream().map(value -> quoted(value, free)).collect(Collectors.joining(","));
    }

    private static String quoted(String value, boolean free) {
        boolean plain = value.codePoints()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "._/@#+-".indexOf(c) >= 0 || (c == ':' && !free))
                && !(free && value.startsWith("-"));
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
