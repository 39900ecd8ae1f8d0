package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Orders table as it can be read, one request a call (by id: as many as it takes). Thread-safe; blocks. */
public interface OrderTable {

    /** The same table, whose rows have all their {@link OrderRow#attributes}. */
    OrderTable whole();

    /** Over how many partitions a day of the index recent-orders is spread. */
    int shards();

    /**
     * Of the index recent-orders, newest first.
     *
     * @param dayShard see {@link io.orderflow.store.OrdersTable#dayShards}
     * @param stored when they were stored
     * @param after of the page before; null for the first
     * @throws PortException of kind {@code MISSING} where there is no such table, or no such index
     */
    ReadPage recent(String dayShard, TimeSpan stored, @Nullable PageKey after, int limit) throws PortException;

    /** Of the index orders-by-user, newest timestamp first; as {@link #recent}. */
    ReadPage byUser(String userId, @Nullable PageKey after, int limit) throws PortException;

    /** The rows that there are of these, in no order. */
    ReadPage byId(List<String> orderIds) throws PortException;

    /** A page of a part of the table, in no order. */
    ReadPage scan(int segment, int segments, @Nullable PageKey after) throws PortException;

    /**
     * One row as it is at this moment, read consistently, with all its attributes by name.
     *
     * @return empty where there is none
     */
    Optional<Map<String, RowValue>> item(String orderId) throws PortException;

    /** What the table tells of itself. */
    TableSize size() throws PortException;
}
