package io.orderflow.operations.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request read.
 *
 * @param next where to go on; null at the end. A page may be empty although there is more
 * @param readUnits what it cost
 */
public record ReadPage(List<OrderRow> rows, @Nullable PageKey next, double readUnits) {
    public ReadPage {
        rows = List.copyOf(rows);
    }
}
