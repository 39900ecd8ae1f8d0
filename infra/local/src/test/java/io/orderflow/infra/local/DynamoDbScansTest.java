package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static io.orderflow.infra.local.DynamoDbTable.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

final class DynamoDbScansTest {

    private static final int ROWS = 60;

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private DynamoDbTable table;

    @BeforeEach
    void create() {
        table = DynamoDbTable.sorted(client);
        for (int i = 0; i < ROWS; i++) {
            table.put("p", "p" + i % 20, "c", i, "a", i % 2);
        }
    }

    private ScanResponse scan(Consumer<ScanRequest.Builder> more) {
        return client.scan(r -> more.accept(r.tableName(table.name).consistentRead(true)));
    }

    private List<Map<String, AttributeValue>> all(Consumer<ScanRequest.Builder> more) {
        List<Map<String, AttributeValue>> all = new ArrayList<>();
        Map<String, AttributeValue> start = null;
        do {
            Map<String, AttributeValue> from = start;
            ScanResponse page = scan(more.andThen(r -> r.exclusiveStartKey(from)));
            all.addAll(page.items());
            start = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (start != null);
        return all;
    }

    private static String[] rows() {
        return IntStream.range(0, ROWS).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 60, 61})
    void pagesJoinToTheWholeTableEachItemOnce(int limit) {
        assertThat(texts(all(r -> r.limit(limit)), "c")).containsExactlyInAnyOrder(rows());
    }

    @Test
    void partitionsAreInNoOrderAndTheirItemsInTheirs() {
        List<Map<String, AttributeValue>> found = all(r -> {});
        assertThat(texts(found, "p").distinct().toList())
                .isNotEqualTo(texts(found, "p").distinct().sorted().toList());
        assertThat(texts(found, "p").filter("p3"::equals)).hasSize(3);
        assertThat(found.stream().filter(i -> i.get("p").s().equals("p3")).map(i -> i.get("c")
                        .n()))
                .containsExactly("3", "23", "43");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 1000})
    void segmentsShareTheTableAmongThem(int total) {
        Stream<String> found = IntStream.range(0, total)
                .boxed()
                .flatMap(segment -> texts(all(r -> r.limit(3).segment(segment).totalSegments(total)), "c"));
        assertThat(found).containsExactlyInAnyOrder(rows());
    }

    @Test
    void segmentsMustFit() {
        invalid(
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is"
                        + " present",
                () -> scan(r -> r.segment(0)));
        invalid(
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is"
                        + " present",
                () -> scan(r -> r.totalSegments(2)));
        invalid(
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not"
                        + " less than TotalSegments: 2",
                () -> scan(r -> r.segment(2).totalSegments(2)));
        Map<String, AttributeValue> key = item("p", "p0", "c", 0);
        long outside = IntStream.range(0, 2)
                .filter(segment -> all(r -> r.segment(segment).totalSegments(2)).stream()
                        .noneMatch(found -> found.get("p").equals(key.get("p"))))
                .findFirst()
                .orElseThrow();
        invalid(
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with"
                        + " correct Segment. TotalSegments: 2 Segment: " + outside,
                () -> scan(r -> r.segment((int) outside).totalSegments(2).exclusiveStartKey(key)));
    }

    @Test
    void aStartMustFitTheTable() {
        String invalid = "The provided starting key is invalid: The provided key element does not match the schema";
        invalid(invalid, () -> scan(r -> r.exclusiveStartKey(item("p", "1"))));
        invalid(invalid, () -> scan(r -> r.exclusiveStartKey(item("p", "1", "c", 1, "x", 1))));
        invalid(invalid, () -> scan(r -> r.exclusiveStartKey(item("p", "1", "c", "1"))));
    }

    @Test
    void aFilterAndACountAreAppliedAfterReading() {
        ScanResponse page = scan(r -> r.limit(10)
                .filterExpression("a = :a AND c >= :c")
                .expressionAttributeValues(item(":a", 1, ":c", 0))
                .select(Select.COUNT));
        assertThat(page.scannedCount()).isEqualTo(10);
        assertThat(page.count()).isBetween(0, 10);
        assertThat(page.hasItems()).isFalse();
        assertThat(page.hasLastEvaluatedKey()).isTrue();
        assertThat(all(r -> r.filterExpression("p = :p").expressionAttributeValues(item(":p", "p7"))))
                .hasSize(3);
        invalid(
                "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
                () -> scan(r -> r.select(Select.ALL_PROJECTED_ATTRIBUTES)));
    }
}
