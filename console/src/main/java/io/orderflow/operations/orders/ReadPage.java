package io.orderflow.operations.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request read.
 *
 * @param keys of each row the text by which the index has it in order, the greatest first; none where there is no order
 * @param next where to go on; null at the end. A page may be empty although there is more
 * @param readUnits what it cost
 */
public record ReadPage(List<OrderRow> rows, List<String> keys, @Nullable PageKey next, double readUnits) {
    public ReadPage {
        rows = List.copyOf(rows);
        keys = List.copyOf(keys);
    }

    /** In no order. */
    public ReadPage(List<OrderRow> rows, @Nullable PageKey next, double readUnits) {
        this(rows, List.of(), next, readUnits);
    }
}
