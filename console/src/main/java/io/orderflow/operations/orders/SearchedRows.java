package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.operations.orders.OrderSearch.Stop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All rows that a search finds, each order once, for an export: it holds a page of them, and the ids. */
public final class SearchedRows implements OrderExport.Rows {
    private static final int PAGE = 1_000;

    private final OrderSearch search;
    private final double units;
    private final OrderSearch.Watcher watcher;
    private final Set<String> ids = new HashSet<>();
    private Stop stop = Stop.ENOUGH;

    /** @param units stops when so many read units were spent */
    public SearchedRows(OrderSearch search, double units, OrderSearch.Watcher watcher) {
        this.search = search;
        this.units = units;
        this.watcher = watcher;
    }

    @Override
    public List<OrderRow> next() throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        while (rows.isEmpty() && stop == Stop.ENOUGH) {
            Look look = search.look(PAGE, units, watcher);
            stop = look.stop();
            look.rows().stream().filter(row -> ids.add(row.orderId())).forEach(rows::add);
        }
        return rows;
    }

    /** Why there are no more. */
    public Stop stop() {
        return stop;
    }
}
