package io.orderflow.operations.entry.rows;

import java.util.List;

/**
 * How a file of orders is written.
 *
 * @param separator between the fields of a row, of CSV
 * @param header whether the first row of CSV names the columns
 * @param first the fields of the first row; none of JSON Lines
 * @param bytes of the whole file
 */
public record FileForm(
        Kind kind, TextEncoding encoding, char separator, boolean header, List<String> first, long bytes) {

    /** What a row is. */
    public enum Kind {
        CSV,
        JSON_LINES
    }

    public FileForm {
        first = List.copyOf(first);
    }
}
