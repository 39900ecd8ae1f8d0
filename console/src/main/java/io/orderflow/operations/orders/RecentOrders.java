package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;

/** What was stored lately, and what changed since, at a cost that follows the changes. Thread-safe; blocks. */
public interface RecentOrders {

    /** How far back {@link #newest} looks unless asked for more. */
    int DEFAULT_DAYS = 7;

    /**
     * The newest rows.
     *
     * @param limit at most so many
     * @param days looks back at most so many UTC days, today included
     */
    RecentPage newest(int limit, int days) throws PortException;

    /**
     * The rows stored since {@code mark}, and some from shortly before it again, as writes, clocks and indexes lag.
     *
     * @param limit at most so many, the newest ones
     */
    RecentPage changedSince(ReadMark mark, int limit) throws PortException;
}
