package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * AWS says the same fault of a value in two ways: PutItem, UpdateItem and DeleteItem introduce what they find in the
 * request alone, GetItem, BatchGetItem and Query do not, and batch writes, transactions and Scan have older words; as
 * recorded in us-east-1 in October 2026.
 */
final class DynamoDbWordingsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final String ONE = "1 validation error detected: ";
    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";
    private static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported range";
    private static final String TOO_LONG = "Expression size has exceeded the maximum allowed size;";

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.simple(client);
    }

    private static AttributeValue number(String text) {
        return AttributeValue.fromN(text);
    }

    private void put(AttributeValue value) {
        client.putItem(r -> r.tableName(table.name).item(item("p", "1", "a", value)));
    }

    private void batch(AttributeValue value) {
        client.batchWriteItem(r -> r.requestItems(Map.of(
                table.name,
                List.of(WriteRequest.builder()
                        .putRequest(p -> p.item(item("p", "1", "a", value)))
                        .build()))));
    }

    private void transaction(TransactWriteItem... parts) {
        client.transactWriteItems(r -> r.transactItems(parts));
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).build())
                .build();
    }

    private TransactWriteItem check(String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(table.name)
                        .key(item("p", "1"))
                        .conditionExpression(condition)
                        .expressionAttributeValues(values.isEmpty() ? null : values)
                        .build())
                .build();
    }

    private ThrowingCallable deletion(String condition, AttributeValue value) {
        return () -> client.deleteItem(r -> r.tableName(table.name)
                .key(item("p", "1"))
                .conditionExpression(condition)
                .expressionAttributeValues(Map.of(":v", value)));
    }

    private void query(String filter, AttributeValue value) {
        client.query(r -> r.tableName(table.name)
                .keyConditionExpression("p = :p")
                .filterExpression(filter)
                .expressionAttributeValues(item(":p", "1", ":v", value)));
    }

    private void scan(String filter, AttributeValue value) {
        client.scan(
                r -> r.tableName(table.name).filterExpression(filter).expressionAttributeValues(Map.of(":v", value)));
    }

    @Test
    void numbers() {
        invalid(ONE + NOT_NUMERIC + ": abc", () -> put(number("abc")));
        invalid(ONE + NOT_NUMERIC + ": ", () -> put(number("")));
        invalid(ONE + OVERFLOW, () -> put(number("1e99999999999")));
        invalid(ONE + NOT_NUMERIC + ": abc", deletion("a = :v", number("abc")));
        invalid(
                ONE + OVERFLOW,
                () -> client.updateItem(r -> r.tableName(table.name)
                        .key(item("p", "1"))
                        .updateExpression("SET a = :v")
                        .expressionAttributeValues(Map.of(":v", number("1e126")))));
        invalid(
                ONE + NOT_NUMERIC + ": ",
                () -> client.putItem(r -> r.tableName(table.name)
                        .item(item("p", "1"))
                        .expected(Map.of(
                                "a",
                                ExpectedAttributeValue.builder()
                                        .value(number(""))
                                        .build()))));
        invalid(NOT_NUMERIC + ": ", () -> table.get("p", number("")));
        invalid(NOT_NUMERIC + ": abc", () -> query("a = :v", number("abc")));
        invalid(NOT_NUMERIC, () -> batch(number("")));
        invalid(NOT_NUMERIC, () -> transaction(put(table.name, item("p", "1", "a", number("")))));
        String wrapped = "ExpressionAttributeValues contains invalid value: " + NOT_NUMERIC + " for key :v";
        invalid(wrapped, () -> scan("a = :v", number("")));
        invalid(wrapped, () -> transaction(check("a = :v", Map.of(":v", number("")))));
    }

    @Test
    void membersThatAreThereTwice() {
        AttributeValue texts = AttributeValue.fromSs(List.of("b", "a", "b", "0"));
        AttributeValue numbers = AttributeValue.fromNs(List.of("2", "1", "2"));
        AttributeValue binaries = AttributeValue.fromBs(List.of(
                SdkBytes.fromByteArray(new byte[] {-1}),
                SdkBytes.fromByteArray(new byte[] {0}),
                SdkBytes.fromByteArray(new byte[] {0})));
        String quoted = INVALID + "Input collection [\"a\", \"b\", \"b\", \"0\"] contains duplicates.";
        invalid(ONE + quoted, () -> put(texts));
        invalid(ONE + INVALID + "Input collection contains duplicates.", () -> put(numbers));
        invalid(
                ONE + INVALID + "Input collection [\"AA==\",\"/w==\",\"AA==\"]of type BS contains duplicates.",
                () -> put(binaries));
        invalid(ONE + quoted, deletion("a = :v", texts));
        invalid(quoted, () -> query("a = :v", texts));
        invalid(
                quoted,
                () -> client.query(r -> r.tableName(table.name)
                        .keyConditions(Map.of("p", equal(AttributeValue.fromS("1"))))
                        .queryFilter(Map.of("a", equal(texts)))));
        invalid(INVALID + "Input collection [b, a, b, 0] contains duplicates.", () -> batch(texts));
        invalid("Input collection contains duplicates", () -> batch(numbers));
        invalid(
                INVALID + "Input collection [/w==, AA==, AA==]of type BS contains duplicates.",
                () -> transaction(put(table.name, item("p", "1", "a", binaries))));
    }

    private static Condition equal(AttributeValue value) {
        return Condition.builder()
                .comparisonOperator(ComparisonOperator.EQ)
                .attributeValueList(value)
                .build();
    }

    @Test
    void expressions() {
        AttributeValue one = number("1");
        invalid(ONE + "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"=\"", deletion("a =", one));
        invalid(ONE + "Invalid ConditionExpression: The expression can not be empty;", deletion("", one));
        invalid(
                ONE + "ExpressionAttributeValues can only be specified when using expressions",
                () -> client.putItem(r ->
                        r.tableName(table.name).item(item("p", "1")).expressionAttributeValues(Map.of(":v", one))));
        String filter = "a".repeat(4092) + " = :v";
        invalid(ONE + "Invalid ConditionExpression: " + TOO_LONG, deletion(filter, one));
        invalid("Invalid FilterExpression: " + TOO_LONG, () -> query(filter, one));
        invalid("Invalid FilterExpression: " + TOO_LONG + " expression size: 4097", () -> scan(filter, one));
        invalid(
                "Invalid ConditionExpression: " + TOO_LONG + " expression size: 4097",
                () -> transaction(check(filter, Map.of(":v", one))));
    }

    @Test
    void whatOnlyTheTableShowsIsNotIntroduced() {
        invalid(INVALID + "Missing the key p in the item", () -> table.put("a", 1));
        invalid(
                INVALID + "Cannot update attribute p. This attribute is part of the key",
                () -> client.updateItem(r -> r.tableName(table.name)
                        .key(item("p", "1"))
                        .updateExpression("SET p = :v")
                        .expressionAttributeValues(item(":v", "2"))));
    }

    /** Every part is read before any table is looked for, in their order. */
    @Test
    void aTransactionIsReadBeforeItsTablesAreLookedFor() {
        TransactWriteItem nowhere = put("no-such-table", item("p", "1"));
        invalid(
                "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"(\"",
                () -> transaction(nowhere, check("attribute_not_exists(", Map.of())));
        String unused = "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}";
        TransactWriteItem unusing = check("attribute_not_exists(p)", item(":v", 1));
        invalid(unused, () -> transaction(nowhere, unusing));
        invalid(unused, () -> transaction(put(table.name, item("p", "1")), unusing));
        AttributeValue deep = AttributeValue.fromS("leaf");
        for (int i = 0; i < 32; i++) {
            deep = AttributeValue.fromM(Map.of("n", deep));
        }
        TransactWriteItem tooDeep = put(table.name, item("p", "2", "a", deep));
        invalid(
                "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"(\"",
                () -> transaction(check("attribute_not_exists(", Map.of()), tooDeep));
        invalid(
                "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond"
                        + " supported limit",
                () -> transaction(tooDeep, check("attribute_not_exists(", Map.of())));
        invalid("Empty attribute name", () -> transaction(put(table.name, item("p", "1", "", 1)), tooDeep));
    }
}
