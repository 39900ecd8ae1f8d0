package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.ReadMark;
import io.orderflow.operations.orders.RecentOrders;
import io.orderflow.operations.orders.RecentPage;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.StoredOrder;
import io.orderflow.store.UnreadableRowException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads the index recent-orders, partition by partition, newest first. It keeps no state: whoever polls hands the mark
 * back. Each poll re-reads at least the last 5 s and once a minute the last 5 min, as writes, clocks and the index
 * lag; a day begins and ends 5 min early and late for the same reason. Thread-safe.
 */
public final class DynamoDbRecentOrders implements RecentOrders {
    static final Duration OVERLAP = Duration.ofSeconds(5);
    static final Duration WIDE_OVERLAP = Duration.ofMinutes(5);
    static final Duration WIDE_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbRecentOrders.class);
    private static final Comparator<StoredOrder> NEWEST_FIRST = Comparator.comparing(DynamoDbRecentOrders::processedAt)
            .reversed()
            .thenComparing(row -> row.order().orderId());

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final int shards;
    private final AwsTarget target;
    private final Clock clock;

    /** @param shards as the consumer spreads a day, see {@link OrdersTable#DEFAULT_SHARDS} */
    public DynamoDbRecentOrders(DynamoDbClient dynamoDb, String table, int shards, AwsTarget target, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.shards = shards;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public RecentPage newest(int limit, int days) throws PortException {
        Instant begun = clock.instant();
        LocalDate last = lastDay(begun);
        LocalDate first = OrdersTable.day(begun).minusDays(days - 1L);
        var rows = new Rows();
        for (LocalDate day = last; !day.isBefore(first) && rows.size() < limit; day = day.minusDays(1)) {
            readDay(day, null, limit, rows);
        }
        return rows.page(limit, new ReadMark(begun, begun, null));
    }

    @Override
    public RecentPage changedSince(ReadMark mark, int limit) throws PortException {
        Instant begun = clock.instant();
        boolean wide = Duration.between(mark.widelyReadAt(), begun).compareTo(WIDE_EVERY) >= 0;
        Instant from = from(mark, wide);
        var rows = new Rows();
        LocalDate first = OrdersTable.day(from);
        for (LocalDate day = lastDay(begun); !day.isBefore(first); day = day.minusDays(1)) {
            readDay(day, from, limit, rows);
        }
        return rows.page(limit, new ReadMark(begun, wide ? begun : mark.widelyReadAt(), mark.newest()));
    }

    /**
     * Going on from the newest row seen instead of from our own clock costs nothing, as there is nothing newer, and
     * holds when the consumer's clock is behind ours.
     */
    private static Instant from(ReadMark mark, boolean wide) {
        Instant widest = mark.readAt().minus(WIDE_OVERLAP);
        Instant newest = mark.newest();
        if (wide || newest == null || newest.isBefore(widest)) {
            return widest;
        }
        Instant base = newest.isBefore(mark.readAt()) ? newest : mark.readAt();
        return base.minus(OVERLAP);
    }

    /** The consumer's clock may have begun the next day. */
    private static LocalDate lastDay(Instant now) {
        return OrdersTable.day(now.plus(WIDE_OVERLAP));
    }

    private void readDay(LocalDate day, @Nullable Instant from, int limit, Rows rows) throws PortException {
        for (String dayShard : OrdersTable.dayShards(day, shards)) {
            int left = limit;
            Map<String, AttributeValue> next = Map.of();
            do {
                QueryResponse answer = query(dayShard, from, left, next);
                answer.items().forEach(rows::add);
                left -= answer.items().size();
                next = answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of();
            } while (!next.isEmpty() && left > 0);
        }
    }

    private QueryResponse query(String dayShard, @Nullable Instant from, int limit, Map<String, AttributeValue> next)
            throws PortException {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":dayShard", AttributeValue.fromS(dayShard));
        String condition = OrdersTable.DAY_SHARD + " = :dayShard";
        if (from != null) {
            values.put(":from", AttributeValue.fromS(OrderTimestamp.format(from)));
            condition += " AND " + OrdersTable.PROCESSED_AT + " >= :from";
        }
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(OrdersTable.RECENT_ORDERS)
                .keyConditionExpression(condition)
                .expressionAttributeValues(values)
                .scanIndexForward(false)
                .limit(limit);
        if (!next.isEmpty()) {
            request.exclusiveStartKey(next);
        }
        try {
            return dynamoDb.query(request.build());
        } catch (AwsServiceException e) {
            throw noIndex(e)
                    ? new PortException(PortException.Kind.MISSING, table, "has no index recent-orders", e)
                    : PortFaults.of(e, target, table);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, table);
        }
    }

    /** The service has no error code of its own for an index that is missing or still being filled. */
    private static boolean noIndex(AwsServiceException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("does not have the specified index")
                || message.contains("backfilling global secondary");
    }

    private static Instant processedAt(StoredOrder row) {
        return Objects.requireNonNull(row.processedAt());
    }

    /** Each order once, in its newest writing: it may move in the index between two queries. */
    private static final class Rows {
        private final Map<String, StoredOrder> byId = new HashMap<>();

        int size() {
            return byId.size();
        }

        void add(Map<String, AttributeValue> item) {
            StoredOrder row;
            try {
                row = OrdersTable.fromItem(item);
            } catch (UnreadableRowException e) {
                LOG.debug("Skipped in recent-orders: {}", e.getMessage());
                return;
            }
            if (row.processedAt() != null) {
                byId.merge(row.order().orderId(), row, (a, b) -> processedAt(a).isBefore(processedAt(b)) ? b : a);
            }
        }

        RecentPage page(int limit, ReadMark mark) {
            List<StoredOrder> sorted =
                    byId.values().stream().sorted(NEWEST_FIRST).limit(limit).toList();
            Instant newest = mark.newest();
            if (!sorted.isEmpty()) {
                Instant top = processedAt(sorted.get(0));
                newest = newest == null || newest.isBefore(top) ? top : newest;
            }
            return new RecentPage(sorted, new ReadMark(mark.readAt(), mark.widelyReadAt(), newest));
        }
    }
}
