package io.orderflow.store;

import io.orderflow.order.Order;
import io.orderflow.order.OrderTimestamp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute, key and index names of the Orders table, and how an order becomes a row and back. */
public final class OrdersTable {
    public static final String ORDER_ID = "orderId";
    public static final String USER_ID = "userId";
    public static final String ITEM_NAME = "itemName";
    public static final String QUANTITY = "quantity";
    public static final String STATUS = "status";
    public static final String TIMESTAMP = "timestamp";
    public static final String EVENT_HASH = "eventHash";
    public static final String PROCESSED_AT = "processedAt";
    public static final String SENT_AT = "sentAt";
    public static final String DAY_SHARD = "dayShard";

    /** (dayShard, processedAt): what changed since. */
    public static final String RECENT_ORDERS = "recent-orders";

    /** (userId, timestamp): this customer's orders. */
    public static final String ORDERS_BY_USER = "orders-by-user";

    public static final int DEFAULT_SHARDS = 4;

    private OrdersTable() {}

    /**
     * The partition of {@link #RECENT_ORDERS} that a row belongs to, e.g. {@code 2026-11-22#3}: the UTC day of
     * processedAt and the CRC-32 of the id's UTF-8 bytes modulo the number of shards.
     */
    public static String dayShard(Instant processedAt, String orderId, int shards) {
        CRC32 crc = new CRC32();
        crc.update(orderId.getBytes(StandardCharsets.UTF_8));
        return dayShard(day(processedAt), (int) (crc.getValue() % shards));
    }

    /** All partitions of a UTC day, to be queried one by one. */
    public static List<String> dayShards(LocalDate day, int shards) {
        return IntStream.range(0, shards)
                .mapToObj(shard -> dayShard(day, shard))
                .toList();
    }

    /** The UTC day of a time. */
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /**
     * SHA-256, in 64 hex digits, of the event's six values in the table's own form, one a line (no value can hold a line
     * break). It breaks ties between events of the same millisecond the same way everywhere.
     */
    public static String eventHash(Order order) {
        String canonical = String.join(
                "\n",
                order.orderId(),
                order.userId(),
                order.itemName(),
                Integer.toString(order.quantity()),
                order.status().name(),
                OrderTimestamp.format(order.timestamp()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The row of an order that did not come by the queue. */
    public static Map<String, AttributeValue> toItem(Order order, Instant processedAt, int shards) {
        return toItem(QueuedOrder.of(order, null), processedAt, shards);
    }

    /** The row of an event. */
    public static Map<String, AttributeValue> toItem(QueuedOrder event, Instant processedAt, int shards) {
        Order order = event.order();
        Map<String, AttributeValue> item = new TreeMap<>();
        item.put(ORDER_ID, AttributeValue.fromS(order.orderId()));
        item.put(USER_ID, AttributeValue.fromS(order.userId()));
        item.put(ITEM_NAME, AttributeValue.fromS(order.itemName()));
        item.put(QUANTITY, AttributeValue.fromN(Integer.toString(order.quantity())));
        item.put(STATUS, AttributeValue.fromS(order.status().name()));
        item.put(TIMESTAMP, AttributeValue.fromS(OrderTimestamp.format(order.timestamp())));
        item.put(EVENT_HASH, AttributeValue.fromS(event.hash()));
        item.put(PROCESSED_AT, AttributeValue.fromS(OrderTimestamp.format(processedAt)));
        if (event.sentAt() != null) {
            item.put(SENT_AT, AttributeValue.fromS(OrderTimestamp.format(event.sentAt())));
        }
        item.put(DAY_SHARD, AttributeValue.fromS(dayShard(processedAt, order.orderId(), shards)));
        return item;
    }

    /**
     * Reads a row, ours or another writer's: a status in any case, a quantity kept as text, and times in the forms of
     * {@link RowTime} are understood; attributes that are not ours are ignored; an unreadable processedAt or sentAt is none.
     *
     * @throws UnreadableRowException when the six values do not make an order, with every reason
     */
    public static StoredOrder fromItem(Map<String, AttributeValue> item) throws UnreadableRowException {
        return RowReader.read(item);
    }

    private static String dayShard(LocalDate day, int shard) {
        return day + "#" + shard;
    }
}
