package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Expressions and the parameters that came before them, as a request brings several of them. */
final class DynamoDbExpressionsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final String ONE = "1 validation error detected: ";

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.simple(client);
    }

    private UpdateItemResponse update(Consumer<UpdateItemRequest.Builder> more) {
        return client.updateItem(r -> more.accept(r.tableName(table.name).key(item("p", "1"))));
    }

    private static AttributeValue list(AttributeValue... members) {
        return AttributeValue.fromL(List.of(members));
    }

    private static AttributeValue map(Object... pairs) {
        return AttributeValue.fromM(item(pairs));
    }

    @Test
    void placesInListsAreThoseBeforeTheUpdate() {
        table.put("p", "1", "l", list(map("k", "0"), map("k", "1"), map("k", "2")));
        assertThat(update(r -> r.updateExpression("REMOVE l[0], l[1].k SET l[2].z = l[0].k")
                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes())
                .containsEntry("l", list(map(), map("k", "2", "z", "0")));
    }

    @Test
    void oneNameServesAllExpressionsOfARequest() {
        table.put("p", "1", "status", 1, "timestamp", 5);
        update(r -> r.updateExpression("SET #s = #s + :one")
                .conditionExpression("#s = :one AND #t > :one")
                .expressionAttributeNames(Map.of("#s", "status", "#t", "timestamp"))
                .expressionAttributeValues(item(":one", 1)));
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "status", 2, "timestamp", 5));
        invalid(
                ONE + "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}",
                () -> update(r -> r.updateExpression("SET a = :one")
                        .conditionExpression("attribute_exists(#p)")
                        .expressionAttributeNames(Map.of("#p", "p", "#u", "u"))
                        .expressionAttributeValues(item(":one", 1))));
    }

    @Test
    void anExpressionAndAnOlderParameterDoNotMix() {
        String mixed = ONE + "Can not use both expression and non-expression parameters in the same request: ";
        invalid(
                mixed + "Non-expression parameters: {AttributeUpdates} Expression parameters: {UpdateExpression}",
                () -> update(r -> r.updateExpression("SET a = b")
                        .attributeUpdates(
                                Map.of("a", AttributeValueUpdate.builder().build()))));
        invalid(
                mixed + "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}",
                () -> client.putItem(r -> r.tableName(table.name)
                        .item(item("p", "1"))
                        .conditionExpression("nonsense")
                        .expected(Map.of(
                                "a",
                                ExpectedAttributeValue.builder().exists(false).build()))));
        invalid(
                "ExpressionAttributeNames can only be specified when using expressions",
                () -> client.getItem(
                        r -> r.tableName(table.name).key(item("p", "1")).expressionAttributeNames(Map.of("#a", "a"))));
    }

    /** What is wrong in the expression is found before the table is looked for, the key after that. */
    @Test
    void theExpressionIsReadBeforeTheTableIsLookedFor() {
        String broken = "SET a =";
        invalid(
                ONE + "Invalid UpdateExpression: Syntax error; token: \"<EOF>\", near: \"=\"",
                () -> client.updateItem(
                        r -> r.tableName("nowhere").key(item("p", "1")).updateExpression(broken)));
        refused(
                "ResourceNotFoundException",
                "Requested resource not found",
                () -> client.updateItem(
                        r -> r.tableName("nowhere").key(item("q", "1")).updateExpression("SET a = b")));
        invalid(
                "The provided key element does not match the schema",
                () -> client.updateItem(
                        r -> r.tableName(table.name).key(item("q", "1")).updateExpression("SET a = b")));
    }

    @Test
    void anUpdateThatFailsChangesNothing() {
        table.put("p", "1", "a", 1, "b", "text");
        invalid(
                "An operand in the update expression has an incorrect data type",
                () -> update(r -> r.updateExpression("SET a = a + :one, b = b + :one")
                        .expressionAttributeValues(item(":one", 1))));
        invalid(
                "Number overflow. Attempting to store a number with magnitude larger than supported range",
                () -> update(r -> r.updateExpression("ADD a :max, c :max")
                        .conditionExpression("a = :one")
                        .expressionAttributeValues(item(":one", 1, ":max", AttributeValue.fromN("9.9E125")))));
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "a", 1, "b", "text"));
    }

    @Test
    void expectedJoinsItsConditionsByAndOrByOr() {
        table.put("p", "1", "a", 1, "b", 2);
        Map<String, ExpectedAttributeValue> expected = Map.of(
                "a",
                ExpectedAttributeValue.builder()
                        .value(AttributeValue.fromN("1"))
                        .build(),
                "b",
                ExpectedAttributeValue.builder()
                        .comparisonOperator(ComparisonOperator.GT)
                        .attributeValueList(AttributeValue.fromN("2"))
                        .build());
        refused(
                "ConditionalCheckFailedException",
                "The conditional request failed",
                () -> client.deleteItem(
                        r -> r.tableName(table.name).key(item("p", "1")).expected(expected)));
        client.deleteItem(r -> r.tableName(table.name)
                .key(item("p", "1"))
                .expected(expected)
                .conditionalOperator(ConditionalOperator.OR));
        assertThat(table.get("p", "1")).isEmpty();
    }
}
