package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.operations.orders.OrderSearch.Stop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rows that a search finds, each order once, for an export: it holds a page of them, and of
 * an index the ids. Not thread-safe. */
public final class SearchedRows implements OrderExport.Rows {
    private static final int PAGE = 1_000;

    private final OrderSearch search;
    private final double units;
    private final OrderSearch.Watcher watcher;
    private final Set<String> ids = new HashSet<>();
    private Stop stop = Stop.ENOUGH;
    private OrderCursor.@Nullable EmptyDays empty;

    /** @param units stops when so many read units were spent */
    public SearchedRows(OrderSearch search, double units, OrderSearch.Watcher watcher) {
        this.search = search;
        this.units = units;
        this.watcher = watcher;
    }

    @Override
    public List<OrderRow> next() throws PortException, InterruptedException {
        List<OrderRow> rows = new ArrayList<>();
        while (rows.isEmpty() && stop == Stop.ENOUGH) {
            Look look = search.look(PAGE, units, watcher);
            stop = look.stop();
            empty = look.empty();
            if (stop == Stop.CANCELLED) {
                throw new InterruptedException("cancelled");
            }
            look.rows().stream().filter(this::isFirst).forEach(rows::add);
        }
        return rows;
    }

    /** A row of the table itself comes once; in an index it moves when it is stored again. */
    private boolean isFirst(OrderRow row) {
        return search.plan() instanceof OrderPlan.Scan || ids.add(row.orderId());
    }

    /** The days at which it stopped to ask; null where it did not. */
    public OrderCursor.@Nullable EmptyDays empty() {
        return empty;
    }

    /** Why there are no more. */
    public Stop stop() {
        return stop;
    }
}
