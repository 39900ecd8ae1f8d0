package io.orderflow.app;

import io.orderflow.operations.Progress;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.RowVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Puts rows as they are elsewhere into the table of a rehearsal. */
final class RehearsalRows {
    private RehearsalRows() {}

    /** Ends early when cancelled. */
    static void put(DynamoDbClient dynamoDb, String table, Map<String, OrderState> rows, Progress progress) {
        for (Map.Entry<String, OrderState> row : rows.entrySet()) {
            if (progress.cancelled()) {
                return;
            }
            put(dynamoDb, table, row.getKey(), row.getValue());
        }
    }

    private static void put(DynamoDbClient dynamoDb, String table, String orderId, OrderState row) {
        Map<String, AttributeValue> item = asItIs(orderId, row);
        RowVersion version = RowVersion.of(item);
        boolean same = version.time().equals(row.time()) && version.hash().equals(row.hash());
        try {
            put(dynamoDb, table, same ? item : asNew(orderId, row));
        } catch (DynamoDbException notInThatForm) {
            put(dynamoDb, table, asNew(orderId, row)); // the table’s indexes want texts where others had none
        }
    }

    private static void put(DynamoDbClient dynamoDb, String table, Map<String, AttributeValue> item) {
        var unused = dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    private static Map<String, AttributeValue> asItIs(String orderId, OrderState row) {
        Map<String, AttributeValue> item = new HashMap<>();
        row.fields().forEach((name, value) -> item.put(name, value(value)));
        item.put(OrdersTable.ORDER_ID, AttributeValue.fromS(orderId));
        return item;
    }

    private static AttributeValue value(Object value) {
        if (value instanceof Boolean truth) {
            return AttributeValue.fromBool(truth);
        }
        return value instanceof Number number
                ? AttributeValue.fromN(number.toString())
                : AttributeValue.fromS(value.toString());
    }

    /** A row that any event is as new to as to that one: what decides is in it, and nothing else. */
    private static Map<String, AttributeValue> asNew(String orderId, OrderState row) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(OrdersTable.ORDER_ID, AttributeValue.fromS(orderId));
        if (!row.time().equals(Instant.MIN)) {
            item.put(OrdersTable.TIMESTAMP, AttributeValue.fromS(OrderTimestamp.format(row.time())));
            item.put(OrdersTable.EVENT_HASH, AttributeValue.fromS(row.hash()));
        }
        return item;
    }
}
