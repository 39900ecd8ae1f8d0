package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.global;
import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

final class DynamoDbUpdatesTest {

    private static final String INVALID = "One or more parameter values were invalid: ";

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.simple(client);
    }

    private UpdateItemResponse update(ReturnValue wanted, String expression, Object... values) {
        return client.updateItem(r -> {
            r.tableName(table.name)
                    .key(item("p", "1"))
                    .updateExpression(expression)
                    .returnValues(wanted);
            if (values.length > 0) {
                r.expressionAttributeValues(item(values));
            }
        });
    }

    @Test
    void anUpdateMakesTheItemThatIsNotThere() {
        update(ReturnValue.NONE, "SET a = :a", ":a", 1);
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "a", 1));
        client.updateItem(r -> r.tableName(table.name).key(item("p", "2")));
        assertThat(table.get("p", "2")).isEqualTo(item("p", "2"));
    }

    @Test
    void anUpdateThatOnlyTakesAwayMakesNothing() {
        update(ReturnValue.NONE, "REMOVE a");
        update(ReturnValue.NONE, "DELETE s :s", ":s", AttributeValue.fromSs(List.of("x")));
        client.updateItem(r -> r.tableName(table.name)
                .key(item("p", "1"))
                .attributeUpdates(Map.of(
                        "a",
                        AttributeValueUpdate.builder()
                                .action(AttributeAction.DELETE)
                                .build())));
        assertThat(table.get("p", "1")).isEmpty();
        client.updateItem(r -> r.tableName(table.name).key(item("p", "1")).attributeUpdates(Map.of()));
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1"));
    }

    @Test
    void returnValuesTellOldAndNewWholeOrUpdated() {
        table.put("p", "1", "a", 1, "b", 2);
        assertThat(update(ReturnValue.ALL_OLD, "SET a = a + :one", ":one", 1).attributes())
                .isEqualTo(item("p", "1", "a", 1, "b", 2));
        assertThat(update(ReturnValue.ALL_NEW, "SET a = a + :one", ":one", 1).attributes())
                .isEqualTo(item("p", "1", "a", 3, "b", 2));
        assertThat(update(ReturnValue.UPDATED_OLD, "SET a = a + :one REMOVE b", ":one", 1)
                        .attributes())
                .isEqualTo(item("a", 3, "b", 2));
        assertThat(update(ReturnValue.UPDATED_NEW, "SET a = a + :one, c = :one REMOVE b", ":one", 1)
                        .attributes())
                .isEqualTo(item("a", 5, "c", 1));
        assertThat(update(ReturnValue.NONE, "SET a = :one", ":one", 1).hasAttributes())
                .isFalse();
        assertThat(update(ReturnValue.UPDATED_NEW, "REMOVE c").hasAttributes()).isFalse();
    }

    @Test
    void anItemThatIsMadeHasNoOldValuesAndAllNewHasItsKey() {
        assertThat(update(ReturnValue.UPDATED_OLD, "SET a = :a", ":a", 1).hasAttributes())
                .isFalse();
        client.deleteItem(r -> r.tableName(table.name).key(item("p", "1")));
        assertThat(update(ReturnValue.ALL_OLD, "SET a = :a", ":a", 1).hasAttributes())
                .isFalse();
        client.deleteItem(r -> r.tableName(table.name).key(item("p", "1")));
        assertThat(update(ReturnValue.ALL_NEW, "SET a = :a", ":a", 1).attributes())
                .isEqualTo(item("p", "1", "a", 1));
    }

    @Test
    void updatedValuesOfNestedPathsHoldOnlyThosePaths() {
        table.put(
                "p", "1",
                "m", AttributeValue.fromM(item("x", 1, "y", 2)),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromN("2"))));
        assertThat(update(ReturnValue.UPDATED_OLD, "SET m.x = :v, l[1] = :v", ":v", 9)
                        .attributes())
                .isEqualTo(item(
                        "m", AttributeValue.fromM(item("x", 1)),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromN("2")))));
        assertThat(update(ReturnValue.UPDATED_NEW, "SET m.z = :v REMOVE m.y", ":v", 8)
                        .attributes())
                .isEqualTo(item("m", AttributeValue.fromM(item("z", 8))));
    }

    @Test
    void theKeyCannotBeUpdated() {
        DynamoDbTable sorted = DynamoDbTable.sorted(client);
        invalid(
                INVALID + "Cannot update attribute p. This attribute is part of the key",
                () -> update(ReturnValue.NONE, "SET p = :v", ":v", "2"));
        invalid(
                INVALID + "Cannot update attribute c. This attribute is part of the key",
                () -> client.updateItem(r ->
                        r.tableName(sorted.name).key(item("p", "1", "c", 1)).updateExpression("REMOVE c")));
        invalid(
                INVALID + "Cannot update attribute p. This attribute is part of the key",
                () -> client.updateItem(r -> r.tableName(table.name)
                        .key(item("p", "1"))
                        .attributeUpdates(Map.of(
                                "p",
                                AttributeValueUpdate.builder()
                                        .value(AttributeValue.fromS("2"))
                                        .build()))));
    }

    @Test
    void indexKeysCannotBecomeWhatAnIndexCannotHold() {
        table = DynamoDbTable.create(
                client,
                List.of("p:S", "x:S"),
                List.of("p"),
                r -> r.globalSecondaryIndexes(global("by-x", ProjectionType.ALL, List.of("x"))));
        table.put("p", "1", "n", 1);
        invalid(
                INVALID + "Type mismatch for Index Key x Expected: S Actual: N IndexName: by-x",
                () -> update(ReturnValue.NONE, "SET x = :v", ":v", 1));
        invalid(
                "The update expression attempted to update the secondary index key to unsupported type",
                () -> update(ReturnValue.NONE, "SET x = n"));
        invalid(
                "One or more parameter values are not valid. The update expression attempted to update a secondary"
                        + " index key to a value that is not supported. The AttributeValue for a key attribute cannot"
                        + " contain an empty string value.",
                () -> update(ReturnValue.NONE, "SET x = :v", ":v", ""));
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "n", 1));
    }
}
