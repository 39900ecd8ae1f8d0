package io.orderflow.store;

import io.orderflow.store.StoreOutcome.Reason;
import io.orderflow.store.StoreOutcome.Replaced;
import io.orderflow.store.StoreOutcome.Stored;
import io.orderflow.store.StoreOutcome.Unchanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Writes order events with one conditional PutItem each: of two events of an order the later one stays, of two of the same
 * millisecond the one with the greater hash, whatever the order of arrival. Thread-safe.
 *
 * <p>A row without eventHash was written by others; its time may be in a form whose text does not sort as time. Such a row
 * never passes the condition: it comes back with the failure, is compared as time, and is replaced only if it still is exactly
 * what was compared.
 */
public final class DynamoDbOrderStore implements OrderStore {
    /** Each retry means that another writer changed the row in between. */
    private static final int MOST_ATTEMPTS = 8;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final int shards;
    private final Clock clock;

    /** @param shards into how many partitions a day of the index {@link OrdersTable#RECENT_ORDERS} is spread */
    public DynamoDbOrderStore(DynamoDbClient dynamoDb, String table, int shards, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.shards = shards;
        this.clock = clock;
    }

    @Override
    public StoreOutcome store(QueuedOrder event, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        Instant processedAt = clock.instant();
        Map<String, AttributeValue> item = OrdersTable.toItem(event, processedAt, shards);
        RowVersion version = event.version();
        WriteCondition condition = WriteCondition.newerThanOurs(version);
        List<Exception> earlier = new ArrayList<>();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Duration left = Duration.ofNanos(Math.max(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1)));
            try {
                PutItemResponse response = dynamoDb.putItem(request(item, condition, left));
                return response.hasAttributes() && !response.attributes().isEmpty()
                        ? new Replaced(processedAt)
                        : new Stored(processedAt);
            } catch (ConditionalCheckFailedException failed) {
                earlier.add(failed);
                Map<String, AttributeValue> row = failed.item();
                RowVersion old = RowVersion.of(row);
                int comparison = version.compareTo(old);
                if (row.isEmpty()) {
                    // Deleted in between, or an endpoint that returns no item: the usual condition decides.
                    condition = WriteCondition.newerThanOurs(version);
                } else if (comparison <= 0) {
                    return new Unchanged(comparison == 0 ? Reason.DUPLICATE : Reason.SUPERSEDED);
                } else {
                    condition = WriteCondition.stillExactly(row);
                }
            } catch (SdkException failed) {
                throw with(earlier, StoreFaults.explain(table, failed));
            }
        }
        throw with(earlier, StoreFaults.contended(table));
    }

    private static OrderStoreException with(List<Exception> earlier, OrderStoreException last) {
        earlier.forEach(last::addSuppressed);
        return last;
    }

    /**
     * Goes the way of {@link #store} up to the table and back, on a connection that is closed afterwards, under a condition
     * that no row fulfils: nothing is ever written.
     *
     * @throws OrderStoreException when the table was not reached
     */
    public void rehearse(QueuedOrder event, Duration atMost) {
        Map<String, AttributeValue> item = OrdersTable.toItem(event, clock.instant(), shards);
        PutItemRequest request = request(item, WriteCondition.never(event.version()), atMost).toBuilder()
                .overrideConfiguration(
                        override -> override.apiCallTimeout(atMost).putHeader("Connection", "close"))
                .build();
        try {
            dynamoDb.putItem(request);
            throw new IllegalStateException("a condition that cannot hold held");
        } catch (ConditionalCheckFailedException asItShould) {
            RowVersion.of(asItShould.item());
        } catch (SdkException failed) {
            throw StoreFaults.explain(table, failed);
        }
    }

    private PutItemRequest request(Map<String, AttributeValue> item, WriteCondition condition, Duration left) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.names())
                .expressionAttributeValues(condition.values())
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(override -> override.apiCallTimeout(left))
                .build();
    }
}
