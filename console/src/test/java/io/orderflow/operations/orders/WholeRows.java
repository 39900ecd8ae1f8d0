package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table whose rows get all their attributes. */
record WholeRows(OrderTable table, Function<OrderRow, Map<String, RowValue>> attributes) implements OrderTable {
    private ReadPage whole(ReadPage page) {
        return new ReadPage(
                page.rows().stream().map(row -> row.with(attributes.apply(row))).toList(),
                page.keys(),
                page.next(),
                page.readUnits());
    }

    @Override
    public OrderTable whole() {
        return this;
    }

    @Override
    public int shards() {
        return table.shards();
    }

    @Override
    public ReadPage recent(String dayShard, TimeSpan stored, @Nullable PageKey after, int limit) throws PortException {
        return whole(table.recent(dayShard, stored, after, limit));
    }

    @Override
    public ReadPage byUser(String userId, @Nullable PageKey after, int limit) throws PortException {
        return whole(table.byUser(userId, after, limit));
    }

    @Override
    public ReadPage byId(List<String> orderIds) throws PortException {
        return whole(table.byId(orderIds));
    }

    @Override
    public ReadPage scan(int segment, int segments, @Nullable PageKey after) throws PortException {
        return whole(table.scan(segment, segments, after));
    }

    @Override
    public Optional<Map<String, RowValue>> item(String orderId) throws PortException {
        return table.item(orderId);
    }

    @Override
    public TableSize size() throws PortException {
        return table.size();
    }
}
