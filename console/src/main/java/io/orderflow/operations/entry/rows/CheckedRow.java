package io.orderflow.operations.entry.rows;

import io.orderflow.order.Order;
import java.util.List;

/** What a row is. */
sealed interface CheckedRow {

    /**
     * An order.
     *
     * @param timeMade whether the row had no time of its own
     */
    record Good(Order order, boolean timeMade) implements CheckedRow {}

    /** @param faults at least one */
    record Faulty(List<RowFault> faults) implements CheckedRow {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
