package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderLookup;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.StoredOrder;
import io.orderflow.store.UnreadableRowException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads rows by key, up to 100 a call
 * (<a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>).
 * What a call leaves unprocessed is absent from the answer: the caller asks again anyway. Reads are eventually
 * consistent: half the price, and a row that is seen a moment later is soon enough.
 */
public final class DynamoDbOrderLookup implements OrderLookup {
    private static final int MOST_KEYS = 100;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final AwsTarget target;

    public DynamoDbOrderLookup(DynamoDbClient dynamoDb, String table, AwsTarget target) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.target = target;
    }

    @Override
    public Map<String, StoredOrder> find(Collection<String> orderIds) throws PortException {
        List<String> ids = new ArrayList<>(orderIds.stream().distinct().toList());
        Map<String, StoredOrder> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += MOST_KEYS) {
            for (Map<String, AttributeValue> item : read(ids.subList(from, Math.min(ids.size(), from + MOST_KEYS)))) {
                StoredOrder row = row(item);
                found.put(row.order().orderId(), row);
            }
        }
        return Map.copyOf(found);
    }

    private List<Map<String, AttributeValue>> read(List<String> ids) throws PortException {
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(ids.stream()
                        .map(id -> Map.of(OrdersTable.ORDER_ID, AttributeValue.fromS(id)))
                        .collect(Collectors.toList()))
                .build();
        try {
            BatchGetItemResponse answer = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, keys)));
            return answer.responses().getOrDefault(table, List.of());
        } catch (SdkException e) {
            throw PortFaults.of(e, target, table);
        }
    }

    private StoredOrder row(Map<String, AttributeValue> item) throws PortException {
        try {
            return OrdersTable.fromItem(item);
        } catch (UnreadableRowException e) {
            throw new PortException(
                    PortException.Kind.REFUSED, table, "has a row that is no order: " + e.getMessage(), e);
        }
    }
}
