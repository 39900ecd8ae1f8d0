package io.orderflow.operations.entry.imports;

import java.util.List;

/**
 * Rows of an import beside what Orders has of their orders now.
 *
 * @param read orders that were read
 * @param older rows whose order is in the table with an older event: it will be replaced
 * @param same rows whose very event is in the table
 * @param newer rows whose order is in the table with a newer event: they will change nothing
 * @param first the first of all these: as many as somebody looks through
 */
public record TableComparison(long read, long older, long same, long newer, List<There> first) {
    /** How many are told one by one. */
    static final int MOST = 1000;

    /** What is there of a row's order. */
    public enum Kind {
        OLDER,
        SAME,
        NEWER
    }

    /** @param line of the file that the row came from */
    public record There(long line, String orderId, Kind kind) {}

    public TableComparison {
        first = List.copyOf(first);
    }
}
