package io.orderflow.store;

/** Attribute, key and index names of the Orders table. */
public final class OrdersTable {
    public static final String ORDER_ID = "orderId";
    public static final String USER_ID = "userId";
    public static final String ITEM_NAME = "itemName";
    public static final String QUANTITY = "quantity";
    public static final String STATUS = "status";
    public static final String TIMESTAMP = "timestamp";
    public static final String EVENT_HASH = "eventHash";
    public static final String PROCESSED_AT = "processedAt";
    public static final String DAY_SHARD = "dayShard";

    /** (dayShard, processedAt): what changed since. */
    public static final String RECENT_ORDERS = "recent-orders";

    /** (userId, timestamp): this customer's orders. */
    public static final String ORDERS_BY_USER = "orders-by-user";

    public static final int DEFAULT_SHARDS = 4;

    private OrdersTable() {}
}
