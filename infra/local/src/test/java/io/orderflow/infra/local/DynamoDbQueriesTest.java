package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

final class DynamoDbQueriesTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.sorted(client);
    }

    private void rows(int... sorts) {
        for (int sort : sorts) {
            table.put("p", "1", "c", sort, "a", sort % 2 == 0 ? "even" : "odd");
        }
        table.put("p", "2", "c", 1);
    }

    private QueryResponse query(Consumer<QueryRequest.Builder> more) {
        return client.query(r -> {
            r.tableName(table.name).keyConditionExpression("p = :p").expressionAttributeValues(item(":p", "1"));
            more.accept(r);
        });
    }

    @Test
    void aPartitionComesInTheOrderOfItsSortKeyOrBackwards() {
        rows(10, 9, -1, 100, 0);
        assertThat(texts(query(r -> {}).items(), "c")).containsExactly("-1", "0", "9", "10", "100");
        assertThat(texts(query(r -> r.scanIndexForward(false)).items(), "c"))
                .containsExactly("100", "10", "9", "0", "-1");
    }

    @ParameterizedTest
    @CsvSource({
        "c = :a, 2",
        "c < :a, 0 1",
        "c <= :a, 0 1 2",
        "c > :a, 3 4 5",
        "c >= :a, 2 3 4 5",
        "c BETWEEN :a AND :b, 2 3 4"
    })
    void theSortKeysConditionBoundsTheResult(String condition, String expected) {
        rows(0, 1, 2, 3, 4, 5);
        Map<String, AttributeValue> values = item(":p", "1", ":a", 2);
        if (condition.contains(":b")) {
            values.put(":b", DynamoDbTable.value(4));
        }
        QueryResponse found =
                query(r -> r.keyConditionExpression("p = :p AND " + condition).expressionAttributeValues(values));
        assertThat(String.join(" ", texts(found.items(), "c").toList())).isEqualTo(expected);
    }

    @Test
    void textsOfTheSortKeyCanBeAskedForByTheirBeginning() {
        table = DynamoDbTable.create(client, List.of("p:S", "c:S"), List.of("p", "c"), r -> {});
        for (String sort : List.of("a", "ab", "ab\u0000", "abc", "ac", "b")) {
            table.put("p", "1", "c", sort);
        }
        QueryResponse found = query(r -> r.keyConditionExpression("p = :p AND begins_with(c, :c)")
                .expressionAttributeValues(item(":p", "1", ":c", "ab")));
        assertThat(texts(found.items(), "c")).containsExactly("ab", "ab\u0000", "abc");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, false", "7, true", "7, false", "100, true"})
    void pagesJoinToTheWhole(int limit, boolean forward) {
        rows(0, 1, 2, 3, 4, 5, 6);
        List<String> all = new ArrayList<>();
        Map<String, AttributeValue> start = Map.of();
        do {
            Map<String, AttributeValue> from = start;
            QueryResponse page = query(
                    r -> r.limit(limit).scanIndexForward(forward).exclusiveStartKey(from.isEmpty() ? null : from));
            assertThat(page.count()).isLessThanOrEqualTo(limit);
            all.addAll(texts(page.items(), "c").toList());
            start = page.lastEvaluatedKey();
        } while (!start.isEmpty());
        List<String> expected = new ArrayList<>(List.of("0", "1", "2", "3", "4", "5", "6"));
        if (!forward) {
            Collections.reverse(expected);
        }
        assertThat(all).isEqualTo(expected);
    }

    @Test
    void aFullPageNamesItsLastKeyEvenIfNothingFollows() {
        rows(1, 2);
        assertThat(query(r -> r.limit(2)).lastEvaluatedKey()).isEqualTo(item("p", "1", "c", 2));
        assertThat(query(r -> r.limit(3)).hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void theLimitCountsBeforeTheFilter() {
        rows(1, 2, 3, 4);
        QueryResponse page = query(
                r -> r.limit(3).filterExpression("a = :a").expressionAttributeValues(item(":p", "1", ":a", "even")));
        assertThat(page.count()).isEqualTo(1);
        assertThat(page.scannedCount()).isEqualTo(3);
        assertThat(page.lastEvaluatedKey()).isEqualTo(item("p", "1", "c", 3));
    }

    @Test
    void aPageEndsAtOneMegabyte() {
        String large = "x".repeat(300_000);
        for (int i = 0; i < 6; i++) {
            table.put("p", "1", "c", i, "a", large);
        }
        QueryResponse page = query(r -> r.scanIndexForward(false));
        assertThat(texts(page.items(), "c")).containsExactly("5", "4", "3", "2");
        QueryResponse rest = query(r -> r.scanIndexForward(false).exclusiveStartKey(page.lastEvaluatedKey()));
        assertThat(texts(rest.items(), "c")).containsExactly("1", "0");
        assertThat(rest.hasLastEvaluatedKey()).isFalse();
    }

    @Test
    void aStartNeedNotBeAnItem() {
        rows(0, 2, 4);
        assertThat(texts(query(r -> r.exclusiveStartKey(item("p", "1", "c", 1))).items(), "c"))
                .containsExactly("2", "4");
        assertThat(texts(
                        query(r -> r.scanIndexForward(false).exclusiveStartKey(item("p", "1", "c", 3)))
                                .items(),
                        "c"))
                .containsExactly("2", "0");
    }

    @Test
    void aStartMustFitTheTableAndTheConditions() {
        String invalid = "The provided starting key is invalid";
        invalid(invalid, () -> query(r -> r.exclusiveStartKey(item("p", "1"))));
        invalid(invalid, () -> query(r -> r.exclusiveStartKey(item("p", "1", "c", 1, "x", 1))));
        invalid(invalid, () -> query(r -> r.exclusiveStartKey(item("p", "1", "x", 1))));
        String mismatch = "The provided key element does not match the schema";
        invalid(mismatch, () -> query(r -> r.exclusiveStartKey(item("p", 1, "c", 1))));
        invalid(mismatch, () -> query(r -> r.exclusiveStartKey(item("p", "1", "c", "1"))));
        invalid(
                "The provided starting key is outside query boundaries based on provided conditions",
                () -> query(r -> r.exclusiveStartKey(item("p", "2", "c", 1))));
        Consumer<QueryRequest.Builder> above =
                r -> r.keyConditionExpression("p = :p AND c > :c").expressionAttributeValues(item(":p", "1", ":c", 5));
        invalid(
                "The provided starting key does not match the range key predicate",
                () -> query(above.andThen(r -> r.exclusiveStartKey(item("p", "1", "c", 5)))));
        invalid(
                "The query can return at most one row and cannot be restarted",
                () -> query(above.andThen(r -> r.exclusiveStartKey(item("p", "2", "c", 6)))));
    }

    @Test
    void selectSaysWhatComesBack() {
        rows(1, 2);
        QueryResponse count = query(r -> r.select(Select.COUNT));
        assertThat(count.count()).isEqualTo(2);
        assertThat(count.hasItems()).isFalse();
        assertThat(query(r -> r.select(Select.SPECIFIC_ATTRIBUTES).projectionExpression("c"))
                        .items())
                .containsExactly(item("c", 1), item("c", 2));
        String fault = "1 validation error detected: ";
        invalid(
                fault + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
                () -> query(r -> r.select(Select.ALL_PROJECTED_ATTRIBUTES)));
        invalid(
                fault + "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                        + " SPECIFIC_ATTRIBUTES",
                () -> query(r -> r.select(Select.SPECIFIC_ATTRIBUTES)));
        invalid(
                fault + "Cannot specify the ProjectionExpression when choosing to get only the Count",
                () -> query(r -> r.select(Select.COUNT).projectionExpression("c")));
        invalid(
                fault + "Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES",
                () -> query(r -> r.select(Select.ALL_ATTRIBUTES).projectionExpression("c")));
    }

    @Test
    void conditionsMustBeOnTheKeyAndFiltersMustNot() {
        invalid("Query condition missed key schema element: p", () -> query(r -> r.keyConditionExpression("c = :p")));
        invalid(
                "Query condition missed key schema element: c",
                () -> query(r -> r.keyConditionExpression("p = :p AND x = :p")));
        invalid("Query key condition not supported", () -> query(r -> r.keyConditionExpression("p > :p")));
        invalid(
                "One or more parameter values were invalid: Condition parameter type does not match schema type",
                () -> query(r -> r.expressionAttributeValues(item(":p", 1))));
        invalid(
                "Filter Expression can only contain non-primary key attributes: Primary key attribute: c",
                () -> query(r -> r.filterExpression("c > :c").expressionAttributeValues(item(":p", "1", ":c", 1))));
        invalid(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
                () -> client.query(r -> r.tableName(table.name)));
    }
}
