package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The rows of one writer, which nobody else writes, and the states that each of them may be in: the one that was
 * acknowledged last, and, while an answer is missing, the one that was asked for. Used by one thread at a time.
 */
final class KillRows {

    static final String TABLE = "Orders";
    private static final Map<String, List<String>> INDEXES = Map.of(
            "recent-orders", List.of("dayShard", "processedAt"), "orders-by-user", List.of("userId", "timestamp"));
    private static final int ROWS = 8;
    private static final String NEWER = "attribute_not_exists(orderId) OR version < :v";

    private final String owner;
    private final String left;
    private final String right;
    /** No attributes: no row. */
    private final Map<String, Set<Map<String, AttributeValue>>> known = new LinkedHashMap<>();

    private long version;
    private boolean doubtful;
    private int verifications;

    KillRows(String owner) {
        this.owner = owner;
        this.left = owner + "-left";
        this.right = owner + "-right";
        for (int i = 0; i < ROWS; i++) {
            known.put(owner + "-" + i, Set.of(Map.of()));
        }
        known.put(left, Set.of(Map.of()));
        known.put(right, Set.of(Map.of()));
    }

    static void createTable(DynamoDbClient tables) {
        tables.createTable(r -> r.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of("orderId", "dayShard", "processedAt", "userId", "timestamp").stream()
                        .map(name -> AttributeDefinition.builder()
                                .attributeName(name)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(key("orderId", KeyType.HASH))
                .globalSecondaryIndexes(INDEXES.entrySet().stream()
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.getKey())
                                .keySchema(
                                        key(index.getValue().get(0), KeyType.HASH),
                                        key(index.getValue().get(1), KeyType.RANGE))
                                .projection(p -> p.projectionType(ProjectionType.ALL))
                                .build())
                        .toList()));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private Map<String, AttributeValue> row(String key) {
        return Map.of(
                "orderId",
                s(key),
                "userId",
                s(owner),
                "timestamp",
                s(time()),
                "processedAt",
                s(time()),
                "dayShard",
                shard(),
                "version",
                number());
    }

    private String time() {
        return String.format(Locale.ROOT, "%09d", version);
    }

    private AttributeValue shard() {
        return s(owner + "#" + version % 3);
    }

    private AttributeValue number() {
        return AttributeValue.fromN(Long.toString(version));
    }

    /** Nobody knows whether what was under way has come to pass. */
    void killed() {
        doubtful = true;
    }

    /** Looks at all rows if there was a kill since the last look. */
    void verifyIfKilled(DynamoDbClient tables) {
        if (doubtful) {
            verify(tables);
        }
    }

    /** How often all was looked at. */
    int verifications() {
        return verifications;
    }

    /**
     * One write that these numbers choose.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if it was not answered
     */
    void write(DynamoDbClient tables, Random random) {
        version++;
        String key = owner + "-" + random.nextInt(ROWS);
        switch (random.nextInt(6)) {
            case 0, 1 -> put(tables, key);
            case 2 -> update(tables, key, random.nextBoolean());
            case 3 ->
                change(
                        Map.of(key, was -> Map.of()),
                        () -> tables.deleteItem(r -> r.tableName(TABLE).key(Map.of("orderId", s(key)))));
            case 4 -> refused(tables, key);
            default -> transaction(tables, random.nextInt(4) == 0);
        }
    }

    private void put(DynamoDbClient tables, String key) {
        Map<String, AttributeValue> row = row(key);
        change(
                Map.of(key, was -> row),
                () -> tables.putItem(r -> r.tableName(TABLE)
                        .item(row)
                        .conditionExpression(NEWER)
                        .expressionAttributeValues(Map.of(":v", number()))));
    }

    /** A row that is there is not put again, and stays as it is. */
    private void refused(DynamoDbClient tables, String key) {
        if (known.get(key).contains(Map.<String, AttributeValue>of())) {
            put(tables, key);
            return;
        }
        try {
            tables.putItem(r -> r.tableName(TABLE)
                    .item(Map.of("orderId", s(key)))
                    .conditionExpression("attribute_not_exists(orderId)"));
        } catch (ConditionalCheckFailedException e) {
            return;
        }
        throw new AssertionError(key + " was put though it is there: " + known.get(key));
    }

    /** Moves the row within one index, and into or out of the other. */
    private void update(DynamoDbClient tables, String key, boolean listed) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":v", number(), ":t", s(time()), ":d", shard()));
        if (listed) {
            values.put(":u", s(owner));
        }
        Map<String, AttributeValue> row = row(key);
        change(
                Map.of(key, was -> {
                    Map<String, AttributeValue> next = new HashMap<>(row);
                    if (!listed) {
                        next.remove("userId");
                    }
                    return Map.copyOf(next);
                }),
                () -> tables.updateItem(r -> r.tableName(TABLE)
                        .key(Map.of("orderId", s(key)))
                        .updateExpression("SET version = :v, #t = :t, processedAt = :t, dayShard = :d"
                                + (listed ? ", userId = :u" : " REMOVE userId"))
                        .expressionAttributeNames(Map.of("#t", "timestamp"))
                        .expressionAttributeValues(values)));
    }

    /** Two rows come, change and go together. */
    private void transaction(DynamoDbClient tables, boolean delete) {
        Map<String, UnaryOperator<Map<String, AttributeValue>>> changes = new HashMap<>();
        List<TransactWriteItem> items = new ArrayList<>();
        for (String key : List.of(left, right)) {
            Map<String, AttributeValue> row = row(key);
            changes.put(key, was -> delete ? Map.of() : row);
            items.add(
                    delete
                            ? TransactWriteItem.builder()
                                    .delete(d -> d.tableName(TABLE).key(Map.of("orderId", s(key))))
                                    .build()
                            : TransactWriteItem.builder().put(newer(row)).build());
        }
        change(changes, () -> tables.transactWriteItems(r -> r.transactItems(items)));
    }

    private Put newer(Map<String, AttributeValue> row) {
        return Put.builder()
                .tableName(TABLE)
                .item(row)
                .conditionExpression(NEWER)
                .expressionAttributeValues(Map.of(":v", number()))
                .build();
    }

    private void change(Map<String, UnaryOperator<Map<String, AttributeValue>>> changes, Runnable call) {
        Map<String, Set<Map<String, AttributeValue>>> after = new HashMap<>();
        changes.forEach((key, change) -> {
            Set<Map<String, AttributeValue>> next =
                    known.get(key).stream().map(change).collect(Collectors.toSet());
            after.put(key, next);
            Set<Map<String, AttributeValue>> either = new HashSet<>(known.get(key));
            either.addAll(next);
            known.put(key, either);
        });
        doubtful = true;
        call.run();
        known.putAll(after);
        doubtful = false;
    }

    /** Each row is in a state that it may be in, both rows of a transaction are of the same, and the indexes agree. */
    void verify(DynamoDbClient tables) {
        Map<String, Map<String, AttributeValue>> found = found(tables);
        known.forEach((key, states) ->
                assertThat(states).as("what %s may be", key).contains(found.getOrDefault(key, Map.of())));
        assertThat(versionOf(found, left)).as("the rows of a transaction").isEqualTo(versionOf(found, right));
        for (int shard = 0; shard < 3; shard++) {
            AttributeValue day = s(owner + "#" + shard);
            agrees(tables, "recent-orders", day, found);
        }
        agrees(tables, "orders-by-user", s(owner), found);
        known.replaceAll((key, states) -> Set.of(found.getOrDefault(key, Map.of())));
        doubtful = false;
        verifications++;
    }

    private Map<String, Map<String, AttributeValue>> found(DynamoDbClient tables) {
        return tables
                .batchGetItem(r -> r.requestItems(Map.of(
                        TABLE,
                        KeysAndAttributes.builder()
                                .consistentRead(true)
                                .keys(known.keySet().stream()
                                        .map(key -> Map.of("orderId", s(key)))
                                        .toList())
                                .build())))
                .responses()
                .get(TABLE)
                .stream()
                .collect(Collectors.toMap(row -> row.get("orderId").s(), row -> row));
    }

    private static Map<String, AttributeValue> versionOf(Map<String, Map<String, AttributeValue>> found, String key) {
        Map<String, AttributeValue> version = new HashMap<>(found.getOrDefault(key, Map.of()));
        version.keySet().retainAll(Set.of("version"));
        return version;
    }

    private static void agrees(
            DynamoDbClient tables, String index, AttributeValue of, Map<String, Map<String, AttributeValue>> rows) {
        String partition = INDEXES.get(index).get(0);
        assertThat(tables.query(r -> r.tableName(TABLE)
                                .indexName(index)
                                .keyConditionExpression("#p = :p")
                                .expressionAttributeNames(Map.of("#p", partition))
                                .expressionAttributeValues(Map.of(":p", of)))
                        .items())
                .as("%s of %s", of, index)
                .containsExactlyInAnyOrderElementsOf(rows.values().stream()
                        .filter(row -> of.equals(row.get(partition)))
                        .toList());
    }

    /** Every index holds the rows that have its keys, and nothing else; answers how many rows there are. */
    static int verifyIndexes(DynamoDbClient tables) {
        List<Map<String, AttributeValue>> rows =
                tables.scanPaginator(r -> r.tableName(TABLE)).items().stream().toList();
        INDEXES.forEach((index, keys) -> assertThat(
                        tables.scanPaginator(r -> r.tableName(TABLE).indexName(index)).items().stream()
                                .toList())
                .as(index)
                .containsExactlyInAnyOrderElementsOf(rows.stream()
                        .filter(row -> row.keySet().containsAll(keys))
                        .toList()));
        return rows.size();
    }
}
