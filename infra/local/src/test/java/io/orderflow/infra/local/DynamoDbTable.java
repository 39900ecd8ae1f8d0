package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** A new table for one test, and short ways to write its items. */
final class DynamoDbTable {

    final DynamoDbClient client;
    final String name = "t-" + UUID.randomUUID();

    private DynamoDbTable(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * @param attributes names and types: {@code "p:S", "c:N"}
     * @param key the names of partition and sort key
     */
    static DynamoDbTable create(
            DynamoDbClient client,
            List<String> attributes,
            List<String> key,
            Consumer<CreateTableRequest.Builder> more) {
        DynamoDbTable table = new DynamoDbTable(client);
        client.createTable(request -> {
            request.tableName(table.name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attributes.stream()
                            .map(attribute -> attribute.split(":", 2))
                            .map(parts -> AttributeDefinition.builder()
                                    .attributeName(parts[0])
                                    .attributeType(parts[1])
                                    .build())
                            .toList())
                    .keySchema(schema(key));
            more.accept(request);
        });
        return table;
    }

    /** A table with the key p (S). */
    static DynamoDbTable simple(DynamoDbClient client) {
        return create(client, List.of("p:S"), List.of("p"), request -> {});
    }

    /** A table with the key p (S) and c (N). */
    static DynamoDbTable sorted(DynamoDbClient client) {
        return create(client, List.of("p:S", "c:N"), List.of("p", "c"), request -> {});
    }

    static GlobalSecondaryIndex global(String name, ProjectionType projection, List<String> key, String... included) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(key))
                .projection(projection(projection, included))
                .build();
    }

    static LocalSecondaryIndex local(String name, ProjectionType projection, List<String> key, String... included) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(key))
                .projection(projection(projection, included))
                .build();
    }

    private static Projection projection(ProjectionType type, String... included) {
        Projection.Builder projection = Projection.builder().projectionType(type);
        if (included.length > 0) {
            projection.nonKeyAttributes(included);
        }
        return projection.build();
    }

    private static List<KeySchemaElement> schema(List<String> key) {
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String attribute : key) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(attribute)
                    .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        return schema;
    }

    /** Name, value, name, value…: texts become S, numbers N. */
    static Map<String, AttributeValue> item(Object... pairs) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            item.put((String) pairs[i], value(pairs[i + 1]));
        }
        return item;
    }

    static AttributeValue value(Object value) {
        if (value instanceof AttributeValue already) {
            return already;
        }
        return value instanceof Number ? AttributeValue.fromN(value.toString()) : AttributeValue.fromS((String) value);
    }

    void put(Object... pairs) {
        client.putItem(r -> r.tableName(name).item(item(pairs)));
    }

    /** Empty if there is none. */
    Map<String, AttributeValue> get(Object... key) {
        return client.getItem(r -> r.tableName(name).key(item(key)).consistentRead(true))
                .item();
    }

    /** The values of one attribute. */
    static Stream<String> texts(List<Map<String, AttributeValue>> items, String attribute) {
        return items.stream().map(item -> item.get(attribute)).map(v -> v.s() == null ? v.n() : v.s());
    }

    static void refused(String code, String message, ThrowingCallable call) {
        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(call).satisfies(e -> {
            org.assertj.core.api.Assertions.assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo(message);
            org.assertj.core.api.Assertions.assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo(code);
        });
    }

    static void invalid(String message, ThrowingCallable call) {
        refused("ValidationException", message, call);
    }
}
