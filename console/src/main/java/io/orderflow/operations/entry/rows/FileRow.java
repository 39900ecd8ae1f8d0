package io.orderflow.operations.entry.rows;

import java.util.List;

/** A row as it stands in the file. */
public sealed interface FileRow {

    /** The line that it begins in, from 1. */
    long line();

    /** Of CSV. */
    record Fields(long line, List<String> fields) implements FileRow {
        public Fields {
            fields = List.copyOf(fields);
        }

        /** Whether nothing is in it, as in the last rows of many spreadsheets. */
        boolean blank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /** Of JSON Lines. */
    record Json(long line, String text) implements FileRow {}
}
