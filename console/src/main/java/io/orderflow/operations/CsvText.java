package io.orderflow.operations;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */
public final class CsvText {
    private CsvText() {}

    /** One line without its end; numbers as they are, any other value as text. */
    public static String line(List<?> values) {
        return values.stream().map(CsvText::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        String text = harmless(value);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text again. */
    public static String harmless(Object value) {
        String text = String.valueOf(value);
        boolean formula =
                !(value instanceof Number) && !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
