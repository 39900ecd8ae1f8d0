package io.orderflow.operations.entry.rows;

import java.util.List;

/** A row as it stands in the file. */
public sealed interface FileRow {

    /** The line that it begins in, from 1. */
    long line();

    /**
     * Of CSV.
     *
     * @param open whether a quote is open in its last field, which goes on to the end of the file
     */
    record Fields(long line, List<String> fields, boolean open) implements FileRow {
        public Fields {
            fields = List.copyOf(fields);
        }

        Fields(long line, List<String> fields) {
            this(line, fields, false);
        }

        /** The line in which a field begins. */
        long line(int field) {
            return line + fields.stream().limit(field).mapToLong(Fields::breaks).sum();
        }

        /** The last of its lines. */
        long last() {
            return line(fields.size());
        }

        private static long breaks(String field) {
            long breaks = 0;
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                boolean half = c == '\n' && i > 0 && field.charAt(i - 1) == '\r';
                breaks += (c == '\n' || c == '\r') && !half ? 1 : 0;
            }
            return breaks;
        }

        /** Whether nothing is in it, as in the last rows of many spreadsheets. */
        boolean blank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    /** Of JSON Lines. */
    record Json(long line, String text) implements FileRow {}
}
