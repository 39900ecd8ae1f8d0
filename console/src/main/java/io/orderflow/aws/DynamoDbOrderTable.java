package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.orders.PageKey;
import io.orderflow.operations.orders.ReadPage;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The Orders table by Query, BatchGetItem, Scan, GetItem and DescribeTable. Thread-safe. */
public final class DynamoDbOrderTable implements OrderTable {
    /** Of one BatchGetItem. */
    private static final int MOST_KEYS = 100;

    /** What a call leaves over, because it was too much at a time, is asked for again so often. */
    private static final int MOST_CALLS = 20;

    /** After all times that rows have, as texts are compared. */
    private static final String LAST = "9";

    private record Key(Map<String, AttributeValue> attributes) implements PageKey {}

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final int shards;
    private final AwsTarget target;
    private final boolean whole;

    /** @param shards as the consumer spreads a day, see {@link OrdersTable#DEFAULT_SHARDS} */
    public DynamoDbOrderTable(DynamoDbClient dynamoDb, String table, int shards, AwsTarget target) {
        this(dynamoDb, table, shards, target, false);
    }

    private DynamoDbOrderTable(DynamoDbClient dynamoDb, String table, int shards, AwsTarget target, boolean whole) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.shards = shards;
        this.target = target;
        this.whole = whole;
    }

    @Override
    public OrderTable whole() {
        return new DynamoDbOrderTable(dynamoDb, table, shards, target, true);
    }

    @Override
    public int shards() {
        return shards;
    }

    @Override
    public ReadPage recent(String dayShard, TimeSpan stored, @Nullable PageKey after, int limit) throws PortException {
        String from = stored.from() == null ? "" : OrderTimestamp.format(stored.from());
        String to = stored.to() == null ? LAST : OrderTimestamp.format(stored.to());
        if (from.compareTo(to) > 0) {
            return new ReadPage(List.of(), null, 0); // the service refuses such a span
        }
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":key", AttributeValue.fromS(dayShard));
        String condition = OrdersTable.DAY_SHARD + " = :key";
        if (stored.from() != null || stored.to() != null) {
            condition += " AND " + OrdersTable.PROCESSED_AT + " BETWEEN :from AND :to";
            values.put(":from", AttributeValue.fromS(from.isEmpty() ? "0" : from));
            values.put(":to", AttributeValue.fromS(to));
        }
        return query(OrdersTable.RECENT_ORDERS, OrdersTable.PROCESSED_AT, condition, values, after, limit);
    }

    @Override
    public ReadPage byUser(String userId, @Nullable PageKey after, int limit) throws PortException {
        return query(
                OrdersTable.ORDERS_BY_USER,
                OrdersTable.TIMESTAMP,
                OrdersTable.USER_ID + " = :key",
                Map.of(":key", AttributeValue.fromS(userId)),
                after,
                limit);
    }

    /** @param key the index's sort key, a text */
    private ReadPage query(
            String index,
            String key,
            String condition,
            Map<String, AttributeValue> values,
            @Nullable PageKey after,
            int limit)
            throws PortException {
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .scanIndexForward(false)
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (after instanceof Key last) {
            request.exclusiveStartKey(last.attributes);
        }
        try {
            QueryResponse answer = dynamoDb.query(request.build());
            return new ReadPage(
                    rows(answer.items()),
                    answer.items().stream().map(item -> text(item.get(key))).toList(),
                    next(answer.lastEvaluatedKey()),
                    units(answer.consumedCapacity()));
        } catch (AwsServiceException e) {
            throw noIndex(e)
                    ? new PortException(PortException.Kind.MISSING, table, "has no index " + index, e)
                    : PortFaults.of(e, target, table);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, table);
        }
    }

    private static String text(@Nullable AttributeValue value) {
        return value == null || value.s() == null ? "" : value.s();
    }

    /** The service has no error code of its own for an index that is missing or still being filled. */
    private static boolean noIndex(AwsServiceException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("does not have the specified index")
                || message.contains("backfilling global secondary");
    }

    @Override
    public ReadPage scan(int segment, int segments, @Nullable PageKey after) throws PortException {
        ScanResponse answer = asked(() -> dynamoDb.scan(request -> {
            request.tableName(table)
                    .segment(segment)
                    .totalSegments(segments)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
            if (after instanceof Key key) {
                request.exclusiveStartKey(key.attributes);
            }
        }));
        return new ReadPage(rows(answer.items()), next(answer.lastEvaluatedKey()), units(answer.consumedCapacity()));
    }

    @Override
    public ReadPage byId(List<String> orderIds) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        double units = 0;
        for (int from = 0; from < orderIds.size(); from += MOST_KEYS) {
            Map<String, KeysAndAttributes> left =
                    keys(orderIds.subList(from, Math.min(orderIds.size(), from + MOST_KEYS)));
            for (int call = 0; !left.isEmpty(); call++) {
                if (call == MOST_CALLS) {
                    throw new PortException(
                            PortException.Kind.THROTTLED, table, "leaves rows unread, however often it is asked");
                }
                Map<String, KeysAndAttributes> wanted = left;
                BatchGetItemResponse answer = asked(() -> dynamoDb.batchGetItem(
                        request -> request.requestItems(wanted).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
                rows.addAll(rows(answer.responses().getOrDefault(table, List.of())));
                units += answer.consumedCapacity().stream()
                        .mapToDouble(DynamoDbOrderTable::units)
                        .sum();
                left = answer.unprocessedKeys();
            }
        }
        return new ReadPage(rows, null, units);
    }

    private Map<String, KeysAndAttributes> keys(List<String> orderIds) {
        return Map.of(
                table,
                KeysAndAttributes.builder()
                        .keys(orderIds.stream()
                                .map(id -> Map.of(OrdersTable.ORDER_ID, AttributeValue.fromS(id)))
                                .toList())
                        .build());
    }

    @Override
    public Optional<Map<String, RowValue>> item(String orderId) throws PortException {
        var answer = asked(() -> dynamoDb.getItem(request -> request.tableName(table)
                .key(Map.of(OrdersTable.ORDER_ID, AttributeValue.fromS(orderId)))
                .consistentRead(true)));
        if (!answer.hasItem()) {
            return Optional.empty();
        }
        return Optional.of(RowValues.all(answer.item()));
    }

    @Override
    public TableSize size() throws PortException {
        TableDescription description = asked(() -> dynamoDb.describeTable(request -> request.tableName(table)))
                .table();
        return new TableSize(
                description.itemCount(),
                description.tableSizeBytes(),
                items(description, OrdersTable.RECENT_ORDERS),
                items(description, OrdersTable.ORDERS_BY_USER),
                target instanceof AwsTarget.Embedded);
    }

    private static @Nullable Long items(TableDescription description, String index) {
        return description.globalSecondaryIndexes().stream()
                .filter(each -> each.indexName().equals(index) && each.indexStatus() == IndexStatus.ACTIVE)
                .map(GlobalSecondaryIndexDescription::itemCount)
                .findFirst()
                .orElse(null);
    }

    private <A> A asked(Supplier<A> call) throws PortException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw PortFaults.of(e, target, table);
        }
    }

    private List<OrderRow> rows(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> whole ? RowValues.row(item).with(RowValues.all(item)) : RowValues.row(item))
                .toList();
    }

    private static @Nullable Key next(Map<String, AttributeValue> last) {
        return last.isEmpty() ? null : new Key(last);
    }

    /** Null where an endpoint does not tell. */
    private static double units(@Nullable ConsumedCapacity capacity) {
        Double units = capacity == null ? null : capacity.capacityUnits();
        return units == null ? 0 : units;
    }
}
