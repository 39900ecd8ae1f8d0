package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.global;
import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.local;
import static io.orderflow.infra.local.DynamoDbTable.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

final class DynamoDbIndexesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.create(
                client, List.of("p:S", "c:N", "x:S", "y:N"), List.of("p", "c"), r -> r.globalSecondaryIndexes(
                                global("by-x", ProjectionType.INCLUDE, List.of("x", "y"), "a"),
                                global("keys", ProjectionType.KEYS_ONLY, List.of("x")))
                        .localSecondaryIndexes(local("by-y", ProjectionType.KEYS_ONLY, List.of("p", "y"))));
    }

    private QueryResponse byX(String x, Consumer<QueryRequest.Builder> more) {
        return client.query(r -> {
            r.tableName(table.name)
                    .indexName("by-x")
                    .keyConditionExpression("x = :x")
                    .expressionAttributeValues(item(":x", x));
            more.accept(r);
        });
    }

    private QueryResponse byY(Consumer<QueryRequest.Builder> more) {
        return client.query(r -> {
            r.tableName(table.name)
                    .indexName("by-y")
                    .keyConditionExpression("p = :p")
                    .expressionAttributeValues(item(":p", "1"));
            more.accept(r);
        });
    }

    @Test
    void anIndexHoldsWhatHasItsKeyAndOnlyWhatIsProjected() {
        table.put("p", "1", "c", 1, "x", "X", "y", 2, "a", "in", "b", "out");
        table.put("p", "1", "c", 2, "x", "X", "a", "no y");
        table.put("p", "1", "c", 3, "y", 1);
        assertThat(byX("X", r -> {}).items()).containsExactly(item("p", "1", "c", 1, "x", "X", "y", 2, "a", "in"));
        ScanResponse keys = client.scan(r -> r.tableName(table.name).indexName("keys"));
        assertThat(keys.items())
                .containsExactlyInAnyOrder(item("p", "1", "c", 1, "x", "X"), item("p", "1", "c", 2, "x", "X"));
        assertThat(byY(r -> {}).items())
                .containsExactly(item("p", "1", "c", 3, "y", 1), item("p", "1", "c", 1, "y", 2));
    }

    @Test
    void anIndexFollowsEveryChange() {
        table.put("p", "1", "c", 1, "x", "X", "y", 2, "a", "old");
        table.put("p", "1", "c", 1, "x", "X", "y", 2, "a", "new");
        assertThat(texts(byX("X", r -> {}).items(), "a")).containsExactly("new");
        client.updateItem(r -> r.tableName(table.name)
                .key(item("p", "1", "c", 1))
                .updateExpression("SET x = :x, y = y + y")
                .expressionAttributeValues(item(":x", "Y")));
        assertThat(byX("X", r -> {}).items()).isEmpty();
        assertThat(texts(byX("Y", r -> {}).items(), "y")).containsExactly("4");
        client.updateItem(
                r -> r.tableName(table.name).key(item("p", "1", "c", 1)).updateExpression("REMOVE y"));
        assertThat(byX("Y", r -> {}).items()).isEmpty();
        client.deleteItem(r -> r.tableName(table.name).key(item("p", "1", "c", 1)));
        assertThat(client.scan(r -> r.tableName(table.name).indexName("keys")).items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesOfAnIndexGoThroughEqualKeys(boolean forward) {
        for (int i = 0; i < 9; i++) {
            table.put("p", "1", "c", i, "x", "X", "y", i / 5);
        }
        List<Map<String, AttributeValue>> all = new ArrayList<>();
        Map<String, AttributeValue> start = null;
        do {
            Map<String, AttributeValue> from = start;
            QueryResponse page =
                    byX("X", r -> r.limit(2).scanIndexForward(forward).exclusiveStartKey(from));
            all.addAll(page.items());
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            assertThat(start == null || start.keySet().equals(java.util.Set.of("p", "c", "x", "y")))
                    .isTrue();
        } while (start != null);
        List<Map<String, AttributeValue>> whole =
                byX("X", r -> r.scanIndexForward(forward)).items();
        assertThat(all).isEqualTo(whole).hasSize(9);
        assertThat(texts(all, "y").toList())
                .isSortedAccordingTo(
                        forward ? java.util.Comparator.naturalOrder() : java.util.Comparator.reverseOrder());
    }

    @Test
    void aLocalIndexFetchesTheRestFromTheTable() {
        table.put("p", "1", "c", 1, "y", 2, "b", "fetched");
        assertThat(byY(r -> r.select(Select.ALL_ATTRIBUTES)).items())
                .containsExactly(item("p", "1", "c", 1, "y", 2, "b", "fetched"));
        assertThat(byY(r -> r.projectionExpression("b")).items()).containsExactly(item("b", "fetched"));
        assertThat(byY(r -> r.consistentRead(true)).count()).isEqualTo(1);
    }

    @Test
    void aGlobalIndexGivesOnlyWhatItHasAndNotConsistently() {
        String fault = "One or more parameter values were invalid: ";
        invalid(
                fault + "Select type ALL_ATTRIBUTES is not supported for global secondary index by-x because its"
                        + " projection type is not ALL",
                () -> byX("X", r -> r.select(Select.ALL_ATTRIBUTES)));
        invalid(
                fault + "Global secondary index by-x does not project [b]",
                () -> byX("X", r -> r.projectionExpression("a, b")));
        invalid(
                "Consistent reads are not supported on global secondary indexes",
                () -> byX("X", r -> r.consistentRead(true)));
        invalid(
                "The table does not have the specified index: none",
                () -> client.scan(r -> r.tableName(table.name).indexName("none")));
    }

    @Test
    void aStartOnAnIndexHoldsBothKeys() {
        invalid(
                "The provided starting key is invalid",
                () -> byX("X", r -> r.exclusiveStartKey(item("x", "X", "y", 1))));
        invalid(
                "The provided starting key is invalid: The provided key element does not match the schema",
                () -> byX("X", r -> r.exclusiveStartKey(item("p", 1, "c", 1, "x", "X", "y", 1))));
        invalid(
                "The provided starting key is outside query boundaries based on provided conditions",
                () -> byX("X", r -> r.exclusiveStartKey(item("p", "1", "c", 1, "x", "Y", "y", 1))));
        invalid(
                "The provided starting key is invalid",
                () -> client.scan(
                        r -> r.tableName(table.name).indexName("by-x").exclusiveStartKey(item("p", "1", "c", 1))));
    }

    @Test
    void aFilterMayNameTheTablesKeyButNotTheIndexs() {
        table.put("p", "1", "c", 1, "x", "X", "y", 2);
        assertThat(byX("X", r -> r.filterExpression("c = :c").expressionAttributeValues(item(":x", "X", ":c", 1)))
                        .count())
                .isEqualTo(1);
        invalid(
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: y",
                () -> byX("X", r -> r.filterExpression("y = :c").expressionAttributeValues(item(":x", "X", ":c", 1))));
    }
}
