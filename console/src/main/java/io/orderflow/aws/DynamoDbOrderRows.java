package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.RowVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Rows of Orders by <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>, read
 * consistently: they are evidence.
 */
public final class DynamoDbOrderRows implements OrderRows {
    /** What a call leaves over, because it was too much at a time, is asked for again so often. */
    private static final int MOST_CALLS = 20;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsTarget target;

    public DynamoDbOrderRows(DynamoDbClient dynamoDb, String table, AwsTarget target) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.target = target;
    }

    @Override
    public Map<String, OrderState> read(Collection<String> orderIds) throws PortException {
        List<String> ids = new ArrayList<>(orderIds.stream().distinct().toList());
        Map<String, OrderState> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            read(ids.subList(from, Math.min(ids.size(), from + BATCH)), found);
        }
        return found;
    }

    private void read(List<String> ids, Map<String, OrderState> found) throws PortException {
        Map<String, KeysAndAttributes> left = Map.of(
                table,
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(ids.stream()
                                .map(id -> Map.of(OrdersTable.ORDER_ID, AttributeValue.fromS(id)))
                                .toList())
                        .build());
        try {
            for (int call = 0; !left.isEmpty(); call++) {
                if (call == MOST_CALLS) {
                    throw new PortException(
                            PortException.Kind.THROTTLED, table, "leaves rows unread, however often it is asked");
                }
                Map<String, KeysAndAttributes> wanted = left;
                BatchGetItemResponse answer = dynamoDb.batchGetItem(request -> request.requestItems(wanted));
                for (Map<String, AttributeValue> row : answer.responses().getOrDefault(table, List.of())) {
                    String id = text(row, OrdersTable.ORDER_ID);
                    if (id != null) {
                        found.put(id, state(row));
                    }
                }
                left = answer.unprocessedKeys();
            }
        } catch (SdkException e) {
            throw PortFaults.of(e, target, table);
        }
    }

    private static OrderState state(Map<String, AttributeValue> row) {
        RowVersion version = RowVersion.of(row);
        Map<String, Object> fields = new TreeMap<>();
        row.forEach((name, value) -> fields.put(name, value(value)));
        return new OrderState(
                version.time(),
                version.hash(),
                time(text(row, OrdersTable.PROCESSED_AT)),
                time(text(row, OrdersTable.SENT_AT)),
                fields);
    }

    /** As JSON would have it; what has no such form is told by its kind. */
    private static Object value(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> number(value.n());
            case BOOL -> value.bool();
            default -> value.type().toString();
        };
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException fraction) {
            return text;
        }
    }

    private static @Nullable String text(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        return value == null ? null : value.s();
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OrderTimestamp.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
