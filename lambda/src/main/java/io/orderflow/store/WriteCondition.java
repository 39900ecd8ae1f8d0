package io.orderflow.store;

import io.orderflow.order.OrderTimestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition of a write. {@code timestamp} is one of <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html">DynamoDB's reserved
 * words</a>, hence the names.
 */
record WriteCondition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final String NEWER = "attribute_not_exists(#orderId) OR (attribute_exists(#eventHash)"
            + " AND (#timestamp < :t OR (#timestamp = :t AND #eventHash < :h)))";
    private static final Map<String, String> NEWER_NAMES = Map.of(
            "#orderId", OrdersTable.ORDER_ID,
            "#timestamp", OrdersTable.TIMESTAMP,
            "#eventHash", OrdersTable.EVENT_HASH);

    /** Holds where there is no row, or an older one that we wrote: only there the order of texts is that of times. */
    static WriteCondition newerThanOurs(RowVersion version) {
        return new WriteCondition(
                NEWER,
                NEWER_NAMES,
                Map.of(
                        ":t", AttributeValue.fromS(OrderTimestamp.format(version.time())),
                        ":h", AttributeValue.fromS(version.hash())));
    }

    /** Holds only while time and hash of the row are what they were, absent ones included. */
    static WriteCondition stillExactly(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> values = new HashMap<>();
        String time = same(row.get(OrdersTable.TIMESTAMP), "#timestamp", ":t", values);
        String hash = same(row.get(OrdersTable.EVENT_HASH), "#eventHash", ":h", values);
        // Without this a row deleted in between would look like one that never had either.
        values.put(":id", row.getOrDefault(OrdersTable.ORDER_ID, AttributeValue.fromS("")));
        return new WriteCondition("#orderId = :id AND " + time + " AND " + hash, NEWER_NAMES, values);
    }

    /** Holds nowhere, as no row is both there and not. */
    static WriteCondition never(RowVersion version) {
        WriteCondition usual = newerThanOurs(version);
        return new WriteCondition(
                "attribute_exists(#orderId) AND attribute_not_exists(#orderId) AND (" + usual.expression() + ")",
                usual.names(),
                usual.values());
    }

    private static String same(
            @Nullable AttributeValue seen, String name, String placeholder, Map<String, AttributeValue> values) {
        if (seen == null) {
            return "attribute_not_exists(" + name + ")";
        }
        values.put(placeholder, seen);
        return name + " = " + placeholder;
    }
}
