package io.orderflow.infra.local.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table with rows of the size and indexes that a table of orders has. */
final class OrdersTable {

    static final int SHARDS = 4;
    static final String DAY = "2026-11-26";

    private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");

    private OrdersTable() {}

    static void create(DynamoDbClient tables, String name, boolean indexed) {
        tables.createTable(r -> {
            r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST).keySchema(hash("orderId"));
            if (indexed) {
                r.attributeDefinitions(List.of("orderId", "userId", "timestamp", "dayShard", "processedAt").stream()
                                .map(OrdersTable::text)
                                .toList())
                        .globalSecondaryIndexes(
                                index("recent-orders", "dayShard", "processedAt"),
                                index("orders-by-user", "userId", "timestamp"));
            } else {
                r.attributeDefinitions(text("orderId"));
            }
        });
    }

    /** Row by number, in the order of their processing; a new one has a key that was never before. */
    static Map<String, AttributeValue> row(long number) {
        String time = START.plusMillis(number).toString();
        return Map.of(
                "orderId", s("O-" + Long.toHexString(number * 0x9E3779B97F4A7C15L)),
                "userId", s("U-" + number % 1000),
                "itemName", s("Laptop with a name of usual length"),
                "quantity", AttributeValue.fromN(Long.toString(1 + number % 9)),
                "status", s("NEW"),
                "timestamp", s(time),
                "processedAt", s(time),
                "dayShard", s(DAY + "#" + number % SHARDS),
                "eventHash", s(Long.toHexString(number * 0xC2B2AE3D27D4EB4FL).repeat(4)));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder()
                .attributeName(name)
                .keyType(KeyType.HASH)
                .build();
    }

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(
                        hash(partition),
                        KeySchemaElement.builder()
                                .attributeName(sort)
                                .keyType(KeyType.RANGE)
                                .build())
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build();
    }
}
