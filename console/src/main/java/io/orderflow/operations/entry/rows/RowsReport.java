package io.orderflow.operations.entry.rows;

import java.util.List;

/**
 * What a check found.
 *
 * @param rows all of them
 * @param faulty rows with a fault
 * @param first the first faults: what a person can look through
 */
public record RowsReport(long rows, long faulty, List<RowFault> first) {
    public RowsReport {
        first = List.copyOf(first);
    }

    public long valid() {
        return rows - faulty;
    }
}
