package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads on and on through orders, whether they pass a filter or not. Not thread-safe; blocks. */
public interface OrderCursor {

    /**
     * Reads on, until it may not: then with what was read, and more.
     *
     * @param wanted about so many rows
     */
    Step next(int wanted) throws PortException;

    /**
     * What was read.
     *
     * @param more whether there is anything left to read
     * @param empty the days without any row at which it stopped to ask; reading on goes further. Null where it did not
     */
    record Step(List<OrderRow> rows, boolean more, @Nullable EmptyDays empty) {
        public Step {
            rows = List.copyOf(rows);
        }
    }

    /** UTC days, both inclusive, in which nothing was stored. */
    record EmptyDays(LocalDate from, LocalDate to) {}
}
