package io.orderflow.operations.orders;

import io.orderflow.store.StoredOrder;
import java.util.List;

/**
 * Rows of the Orders table, newest processing time first, each order once.
 *
 * @param rows each with its processing time
 * @param mark where to go on
 */
public record RecentPage(List<StoredOrder> rows, ReadMark mark) {
    public RecentPage {
        rows = List.copyOf(rows);
    }
}
