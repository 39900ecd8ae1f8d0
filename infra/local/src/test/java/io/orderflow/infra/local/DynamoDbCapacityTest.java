package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.global;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.local;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class DynamoDbCapacityTest {

    private static final int KB = 1024;

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table = DynamoDbTable.simple(client);

    private ConsumedCapacity put(ReturnConsumedCapacity detail, Object... item) {
        return client.putItem(r -> r.tableName(table.name).item(item(item)).returnConsumedCapacity(detail))
                .consumedCapacity();
    }

    private double get(boolean consistent, String p) {
        return client.getItem(r -> r.tableName(table.name)
                        .key(item("p", p))
                        .projectionExpression("p")
                        .consistentRead(consistent)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @Test
    void aReadCostsByFourKilobytesOfTheWholeItemAndHalfIfEventual() {
        table.put("p", "1", "a", "x".repeat(4 * KB - 3));
        table.put("p", "2", "a", "x".repeat(4 * KB - 2));
        assertThat(get(true, "1")).isEqualTo(1);
        assertThat(get(false, "1")).isEqualTo(0.5);
        assertThat(get(true, "2")).isEqualTo(2);
        assertThat(get(false, "2")).isEqualTo(1);
        assertThat(get(true, "none")).isEqualTo(1);
        assertThat(get(false, "none")).isEqualTo(0.5);
        assertThat(client.getItem(r -> r.tableName(table.name).key(item("p", "1")))
                        .consumedCapacity())
                .isNull();
    }

    @Test
    void aWriteCostsByKilobyteOfTheLargerOfOldAndNew() {
        assertThat(put(ReturnConsumedCapacity.TOTAL, "p", "1", "a", "x".repeat(KB - 3))
                        .capacityUnits())
                .isEqualTo(1);
        assertThat(put(ReturnConsumedCapacity.TOTAL, "p", "1", "a", "x".repeat(2 * KB))
                        .capacityUnits())
                .isEqualTo(3);
        ConsumedCapacity smaller = put(ReturnConsumedCapacity.TOTAL, "p", "1");
        assertThat(smaller.capacityUnits()).isEqualTo(3);
        assertThat(smaller.tableName()).isEqualTo(table.name);
        assertThat(smaller.table()).isNull();
        assertThat(client.deleteItem(r -> r.tableName(table.name)
                                .key(item("p", "none"))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .capacityUnits())
                .isEqualTo(1);
    }

    private void indexed() {
        table = DynamoDbTable.create(
                client, List.of("p:S", "c:S", "x:S"), List.of("p", "c"), r -> r.globalSecondaryIndexes(
                                global("global", ProjectionType.KEYS_ONLY, List.of("x")))
                        .localSecondaryIndexes(local("local", ProjectionType.ALL, List.of("p", "x"))));
    }

    @Test
    void eachChangedIndexEntryCostsToo() {
        indexed();
        ConsumedCapacity made = put(ReturnConsumedCapacity.INDEXES, "p", "1", "c", "1", "x", "X");
        assertThat(made.capacityUnits()).isEqualTo(3);
        assertThat(made.table().capacityUnits()).isEqualTo(1);
        assertThat(made.globalSecondaryIndexes().get("global").capacityUnits()).isEqualTo(1);
        assertThat(made.localSecondaryIndexes().get("local").capacityUnits()).isEqualTo(1);
        ConsumedCapacity notProjected = put(ReturnConsumedCapacity.INDEXES, "p", "1", "c", "1", "x", "X", "a", 1);
        assertThat(notProjected.hasGlobalSecondaryIndexes()).isFalse();
        assertThat(notProjected.localSecondaryIndexes()).containsKey("local");
        ConsumedCapacity moved = put(ReturnConsumedCapacity.INDEXES, "p", "1", "c", "1", "x", "Y", "a", 1);
        assertThat(moved.globalSecondaryIndexes().get("global").capacityUnits()).isEqualTo(2);
        assertThat(moved.capacityUnits()).isEqualTo(5);
        put(ReturnConsumedCapacity.INDEXES, "p", "1", "c", "1");
        ConsumedCapacity without = put(ReturnConsumedCapacity.INDEXES, "p", "1", "c", "1");
        assertThat(without.capacityUnits()).isEqualTo(1);
        assertThat(without.hasLocalSecondaryIndexes()).isFalse();
    }

    @Test
    void aQueryCostsByTheSumOfWhatItReads() {
        indexed();
        for (int i = 0; i < 5; i++) {
            table.put("p", "1", "c", Integer.toString(i), "x", "X", "a", "x".repeat(2 * KB));
        }
        assertThat(query(null, true).capacityUnits()).isEqualTo(3);
        assertThat(query(null, false).capacityUnits()).isEqualTo(1.5);
        ConsumedCapacity local = query("local", false);
        assertThat(local.capacityUnits()).isEqualTo(1.5);
        assertThat(local.table().capacityUnits()).isZero();
        assertThat(local.localSecondaryIndexes().get("local").capacityUnits()).isEqualTo(1.5);
        ConsumedCapacity scan = client.scan(r -> r.tableName(table.name)
                        .indexName("global")
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
        assertThat(scan.globalSecondaryIndexes().get("global").capacityUnits()).isEqualTo(0.5);
    }

    private ConsumedCapacity query(String index, boolean consistent) {
        return client.query(r -> r.tableName(table.name)
                        .indexName(index)
                        .consistentRead(consistent)
                        .keyConditionExpression("p = :p")
                        .expressionAttributeValues(item(":p", "1"))
                        .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity();
    }

    @Test
    void batchesTellTheirUnitsByTable() {
        DynamoDbTable other = DynamoDbTable.simple(client);
        List<ConsumedCapacity> written = client.batchWriteItem(r -> r.requestItems(Map.of(
                                table.name,
                                List.of(
                                        WriteRequest.builder()
                                                .putRequest(p -> p.item(item("p", "1", "a", "x".repeat(KB))))
                                                .build(),
                                        WriteRequest.builder()
                                                .deleteRequest(p -> p.key(item("p", "2")))
                                                .build()),
                                other.name,
                                List.of(WriteRequest.builder()
                                        .putRequest(p -> p.item(item("p", "1")))
                                        .build())))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity();
        assertThat(written).hasSize(2);
        assertThat(units(written, table)).isEqualTo(3);
        assertThat(units(written, other)).isEqualTo(1);
        List<ConsumedCapacity> read = client.batchGetItem(r -> r.requestItems(Map.of(
                                table.name,
                                KeysAndAttributes.builder()
                                        .keys(item("p", "1"), item("p", "none"))
                                        .build()))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity();
        assertThat(units(read, table)).isEqualTo(1);
    }

    private static double units(List<ConsumedCapacity> all, DynamoDbTable of) {
        return all.stream()
                .filter(c -> c.tableName().equals(of.name))
                .findFirst()
                .orElseThrow()
                .capacityUnits();
    }

    @Test
    void transactionsCostTwice() {
        ConsumedCapacity written = client.transactWriteItems(r -> r.transactItems(TransactWriteItem.builder()
                                .put(p -> p.tableName(table.name).item(item("p", "1")))
                                .build())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .get(0);
        assertThat(written.capacityUnits()).isEqualTo(2);
        assertThat(written.writeCapacityUnits()).isEqualTo(2);
        ConsumedCapacity read = client.transactGetItems(r -> r.transactItems(TransactGetItem.builder()
                                .get(p -> p.tableName(table.name).key(item("p", "1")))
                                .build())
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .get(0);
        assertThat(read.capacityUnits()).isEqualTo(2);
        assertThat(read.readCapacityUnits()).isEqualTo(2);
    }

    @Test
    void aTableWithALocalIndexTellsTheSizeOfItsItemCollections() {
        ItemCollectionMetrics none = client.putItem(r -> r.tableName(table.name)
                        .item(item("p", "1"))
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
                .itemCollectionMetrics();
        assertThat(none).isNull();
        indexed();
        ItemCollectionMetrics metrics = client.putItem(r -> r.tableName(table.name)
                        .item(item("p", "1", "c", "1"))
                        .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE))
                .itemCollectionMetrics();
        assertThat(metrics.itemCollectionKey()).isEqualTo(item("p", "1"));
        assertThat(metrics.sizeEstimateRangeGB()).containsExactly(0.0, 1.0);
    }
}
