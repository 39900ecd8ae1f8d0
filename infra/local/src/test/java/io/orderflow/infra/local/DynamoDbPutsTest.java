package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.global;
import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

final class DynamoDbPutsTest {

    private static final String NO_MATCH = "The provided key element does not match the schema";
    private static final String ONE = "1 validation error detected: ";
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NOT_VALID = "One or more parameter values are not valid. ";
    private static final String EMPTY_TEXT =
            "The AttributeValue for a key attribute cannot contain an empty string value. ";

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;

    @Test
    void aPutReplacesTheWholeItem() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        table.put("p", "1", "a", "x", "b", 2);
        table.put("p", "1", "c", "y");
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "c", "y"));
        assertThat(client.getItem(r -> r.tableName(table.name).key(item("p", "none")))
                        .hasItem())
                .isFalse();
    }

    @Test
    void everyTypeComesBackAsItWasPut() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        Map<String, AttributeValue> item = item(
                "p", "1",
                "text", "ü\u0000\uD83D\uDE00",
                "number", AttributeValue.fromN("-12345678901234567890.123456789"),
                "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, 1, -1})),
                "flag", AttributeValue.fromBool(false),
                "null", AttributeValue.fromNul(true),
                "list", AttributeValue.fromL(List.of(AttributeValue.fromS(""), AttributeValue.fromN("1"))),
                "map", AttributeValue.fromM(item("x", AttributeValue.fromM(Map.of()))),
                "texts", AttributeValue.fromSs(List.of("a", "b")),
                "numbers", AttributeValue.fromNs(List.of("1", "2")));
        client.putItem(r -> r.tableName(table.name).item(item));
        assertThat(table.get("p", "1")).isEqualTo(item);
    }

    @Test
    void aConditionDecidesAndMayTellTheItem() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        client.putItem(r ->
                r.tableName(table.name).item(item("p", "1", "a", 1)).conditionExpression("attribute_not_exists(p)"));
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> client.putItem(r -> r.tableName(table.name)
                        .item(item("p", "1", "a", 2))
                        .conditionExpression("attribute_not_exists(p)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(e -> {
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The conditional request failed");
                    assertThat(e.item()).isEqualTo(item("p", "1", "a", 1));
                });
        assertThatExceptionOfType(ConditionalCheckFailedException.class)
                .isThrownBy(() -> client.deleteItem(r -> r.tableName(table.name)
                        .key(item("p", "none"))
                        .conditionExpression("attribute_exists(p)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .satisfies(e -> assertThat(e.hasItem()).isFalse());
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "a", 1));
    }

    @Test
    void putAndDeleteTellTheOldItemOrNothing() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        assertThat(client.putItem(r ->
                                r.tableName(table.name).item(item("p", "1")).returnValues(ReturnValue.ALL_OLD))
                        .hasAttributes())
                .isFalse();
        assertThat(client.putItem(r -> r.tableName(table.name)
                                .item(item("p", "1", "a", 1))
                                .returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item("p", "1"));
        assertThat(client.deleteItem(
                                r -> r.tableName(table.name).key(item("p", "1")).returnValues(ReturnValue.ALL_OLD))
                        .attributes())
                .isEqualTo(item("p", "1", "a", 1));
        assertThat(client.deleteItem(
                                r -> r.tableName(table.name).key(item("p", "1")).returnValues(ReturnValue.ALL_OLD))
                        .hasAttributes())
                .isFalse();
        invalid(
                ONE + "ReturnValues can only be ALL_OLD or NONE",
                () -> client.putItem(
                        r -> r.tableName(table.name).item(item("p", "1")).returnValues(ReturnValue.ALL_NEW)));
        invalid(
                ONE + "ReturnValues can only be ALL_OLD or NONE",
                () -> client.deleteItem(
                        r -> r.tableName(table.name).key(item("p", "1")).returnValues(ReturnValue.UPDATED_OLD)));
    }

    @Test
    void keysOfReadsMustMatchTheSchema() {
        DynamoDbTable table = DynamoDbTable.sorted(client);
        for (Map<String, AttributeValue> key : List.of(
                item("p", "1"),
                item("p", "1", "c", 1, "x", 1),
                item("p", "1", "c", "1"),
                item("p", 1, "c", 1),
                item("p", "1", "x", 1),
                item())) {
            invalid(NO_MATCH, () -> client.getItem(r -> r.tableName(table.name).key(key)));
            invalid(
                    NO_MATCH,
                    () -> client.deleteItem(r -> r.tableName(table.name).key(key)));
            invalid(
                    NO_MATCH,
                    () -> client.updateItem(r -> r.tableName(table.name).key(key)));
        }
        invalid(NOT_VALID + EMPTY_TEXT + "Key: p", () -> table.get("p", "", "c", 1));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(
                        () -> client.getItem(r -> r.tableName("no-such-table").key(item("p", "1"))))
                .satisfies(
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Requested resource not found"));
    }

    @Test
    void itemsMustHoldTheirKeyRightlyTyped() {
        DynamoDbTable table = DynamoDbTable.sorted(client);
        invalid(INVALID + "Missing the key c in the item", () -> table.put("p", "1"));
        invalid(INVALID + "Missing the key p in the item", () -> table.put("c", 1));
        invalid(INVALID + "Type mismatch for key c expected: N actual: S", () -> table.put("p", "1", "c", "1"));
        invalid(INVALID + "Type mismatch for key p expected: S actual: N", () -> table.put("p", 1, "c", 1));
        invalid(NOT_VALID + EMPTY_TEXT + "Key: p", () -> table.put("p", "", "c", 1));
        DynamoDbTable bytes = DynamoDbTable.create(client, List.of("p:B"), List.of("p"), r -> {});
        AttributeValue empty = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]));
        invalid(
                NOT_VALID + "The AttributeValue for a key attribute cannot contain an empty binary value. Key: p",
                () -> bytes.put("p", empty));
    }

    @Test
    void keysHaveTheirLargestSizes() {
        DynamoDbTable table = DynamoDbTable.create(client, List.of("p:S", "c:S"), List.of("p", "c"), r -> {});
        String partition = "p".repeat(2048);
        String sort = "c".repeat(1024);
        table.put("p", partition, "c", sort);
        assertThat(table.get("p", partition, "c", sort)).isNotEmpty();
        invalid(
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes",
                () -> table.put("p", partition + "p", "c", sort));
        invalid(
                INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
                () -> table.get("p", partition, "c", sort + "c"));
    }

    @Test
    void indexKeysMustBeRightlyTypedAndNotEmpty() {
        DynamoDbTable table = DynamoDbTable.create(
                client,
                List.of("p:S", "x:S"),
                List.of("p"),
                r -> r.globalSecondaryIndexes(global("by-x", ProjectionType.ALL, List.of("x"))));
        invalid(
                INVALID + "Type mismatch for Index Key x Expected: S Actual: N IndexName: by-x",
                () -> table.put("p", "1", "x", 1));
        invalid(
                INVALID + "Type mismatch for Index Key x Expected: S Actual: NULL IndexName: by-x",
                () -> table.put("p", "1", "x", AttributeValue.fromNul(true)));
        invalid(
                NOT_VALID + "A value specified for a secondary index key is not supported. " + EMPTY_TEXT
                        + "IndexName: by-x, IndexKey: x",
                () -> table.put("p", "1", "x", ""));
        invalid(
                INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes",
                () -> table.put("p", "1", "x", "x".repeat(2049)));
        assertThat(table.get("p", "1")).isEmpty();
    }

    @Test
    void anItemHasAtMost400Kilobytes() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        int most = 400 * 1024 - "p1a".length();
        table.put("p", "1", "a", "x".repeat(most));
        assertThat(table.get("p", "1").get("a").s()).hasSize(most);
        invalid(
                "Item size has exceeded the maximum allowed size",
                () -> table.put("p", "1", "a", "x".repeat(most + 1)));
        invalid(
                "Item size to update has exceeded the maximum allowed size",
                () -> client.updateItem(r -> r.tableName(table.name)
                        .key(item("p", "1"))
                        .updateExpression("SET b = :b")
                        .expressionAttributeValues(item(":b", 1))));
    }

    @Test
    void aReadTellsOnlyWhatIsAskedFor() {
        DynamoDbTable table = DynamoDbTable.simple(client);
        table.put("p", "1", "a", AttributeValue.fromM(item("x", 1, "y", 2)), "b", 3);
        assertThat(client.getItem(
                                r -> r.tableName(table.name).key(item("p", "1")).projectionExpression("a.y, zz"))
                        .item())
                .isEqualTo(item("a", AttributeValue.fromM(item("y", 2))));
        assertThat(client.getItem(
                                r -> r.tableName(table.name).key(item("p", "1")).projectionExpression("zz"))
                        .hasItem())
                .isTrue();
    }
}
