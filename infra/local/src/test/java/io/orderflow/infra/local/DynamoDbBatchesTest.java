package io.orderflow.infra.local;

import static io.orderflow.infra.local.DynamoDbTable.invalid;
import static io.orderflow.infra.local.DynamoDbTable.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

final class DynamoDbBatchesTest {

    private static final String DUPLICATES = "Provided list of item keys contains duplicates";

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final DynamoDbClient client = AWS.clients().dynamoDb;
    private final DynamoDbTable table = DynamoDbTable.simple(client);

    private static WriteRequest put(Object... item) {
        return WriteRequest.builder().putRequest(r -> r.item(item(item))).build();
    }

    private static WriteRequest delete(Object... key) {
        return WriteRequest.builder().deleteRequest(r -> r.key(item(key))).build();
    }

    private void write(WriteRequest... requests) {
        client.batchWriteItem(r -> r.requestItems(Map.of(table.name, List.of(requests))));
    }

    private static List<Map<String, AttributeValue>> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> item("p", Integer.toString(i)))
                .toList();
    }

    @Test
    void aBatchWritesAndDeletesInSeveralTables() {
        DynamoDbTable other = DynamoDbTable.sorted(client);
        table.put("p", "gone");
        client.batchWriteItem(r -> r.requestItems(Map.of(
                table.name, List.of(put("p", "1", "a", 1), delete("p", "gone"), delete("p", "never")),
                other.name, List.of(put("p", "1", "c", 1)))));
        assertThat(table.get("p", "1")).isEqualTo(item("p", "1", "a", 1));
        assertThat(table.get("p", "gone")).isEmpty();
        assertThat(other.get("p", "1", "c", 1)).isNotEmpty();
    }

    @Test
    void oneFaultAndNothingOfTheBatchIsWritten() {
        invalid("The provided key element does not match the schema", () -> write(put("p", "1"), put("p", 2)));
        invalid("The provided key element does not match the schema", () -> write(put("p", "1"), put("x", "2")));
        invalid(DUPLICATES, () -> write(put("p", "1"), put("p", "1", "a", 1)));
        invalid(DUPLICATES, () -> write(put("p", "1"), delete("p", "1")));
        invalid(
                "Item size has exceeded the maximum allowed size",
                () -> write(put("p", "1"), put("p", "2", "a", "x".repeat(500_000))));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.batchWriteItem(r ->
                        r.requestItems(Map.of(table.name, List.of(put("p", "1")), "none", List.of(put("p", "1"))))));
        assertThat(table.get("p", "1")).isEmpty();
    }

    @Test
    void aBatchWritesAtMost25() {
        WriteRequest[] most = IntStream.range(0, 25)
                .mapToObj(i -> put("p", Integer.toString(i)))
                .toArray(WriteRequest[]::new);
        write(most);
        WriteRequest[] more = IntStream.range(0, 26)
                .mapToObj(i -> put("p", Integer.toString(i)))
                .toArray(WriteRequest[]::new);
        assertThatExceptionOfType(DynamoDbException.class)
                .isThrownBy(() -> write(more))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage())
                        .startsWith("1 validation error detected: Value '{" + table.name + "=[")
                        .endsWith("' at 'requestItems' failed to satisfy constraint: Map value must satisfy"
                                + " constraint: [Member must have length less than or equal to 25, Member must have"
                                + " length greater than or equal to 1]"));
        invalid(
                "The requestItems parameter is required for BatchWriteItem",
                () -> client.batchWriteItem(r -> r.requestItems(Map.of())));
    }

    @Test
    void aBatchReadsWhatThereIs() {
        table.put("p", "1", "a", 1, "b", 2);
        Map<String, KeysAndAttributes> wanted = Map.of(
                table.name,
                KeysAndAttributes.builder()
                        .keys(item("p", "1"), item("p", "2"))
                        .projectionExpression("#a")
                        .expressionAttributeNames(Map.of("#a", "a"))
                        .build());
        BatchGetItemResponse found = client.batchGetItem(r -> r.requestItems(wanted));
        assertThat(found.responses()).isEqualTo(Map.of(table.name, List.of(item("a", 1))));
        assertThat(found.hasUnprocessedKeys()).isTrue();
        assertThat(found.unprocessedKeys()).isEmpty();
        client.deleteItem(r -> r.tableName(table.name).key(item("p", "1")));
        assertThat(client.batchGetItem(r -> r.requestItems(wanted)).responses())
                .isEqualTo(Map.of(table.name, List.of()));
    }

    @Test
    void aBatchReadsAtMost100KeysEachOnce() {
        assertThat(read(keys(100)).responses()).containsKey(table.name);
        invalid(
                "1 validation error detected: Value at 'RequestItems." + table.name
                        + ".member.Keys' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 100",
                () -> read(keys(101)));
        DynamoDbTable other = DynamoDbTable.simple(client);
        invalid(
                "Too many items requested for the BatchGetItem call",
                () -> client.batchGetItem(r -> r.requestItems(Map.of(
                        table.name, KeysAndAttributes.builder().keys(keys(60)).build(),
                        other.name, KeysAndAttributes.builder().keys(keys(60)).build()))));
        invalid(DUPLICATES, () -> read(List.of(item("p", "1"), item("p", "1"))));
        invalid("The provided key element does not match the schema", () -> read(List.of(item("x", "1"))));
        invalid(
                "The requestItems parameter is required for BatchGetItem",
                () -> client.batchGetItem(r -> r.requestItems(Map.of())));
    }

    private BatchGetItemResponse read(List<Map<String, AttributeValue>> keys) {
        return client.batchGetItem(r -> r.requestItems(
                Map.of(table.name, KeysAndAttributes.builder().keys(keys).build())));
    }

    @Test
    void whatDoesNotFitIn16MegabytesIsLeftToBeAskedForAgain() {
        String large = "x".repeat(400_000);
        for (int i = 0; i < 45; i++) {
            table.put("p", Integer.toString(i), "a", large);
        }
        Map<String, KeysAndAttributes> wanted = Map.of(
                table.name,
                KeysAndAttributes.builder().keys(keys(45)).consistentRead(true).build());
        List<Map<String, AttributeValue>> all = new ArrayList<>();
        Map<String, KeysAndAttributes> left = new HashMap<>(wanted);
        int rounds = 0;
        while (!left.isEmpty()) {
            Map<String, KeysAndAttributes> now = left;
            BatchGetItemResponse page = client.batchGetItem(r -> r.requestItems(now));
            all.addAll(page.responses().get(table.name));
            left = page.unprocessedKeys();
            assertThat(left.values()).allMatch(KeysAndAttributes::consistentRead);
            rounds++;
        }
        assertThat(rounds).isEqualTo(2);
        assertThat(all.stream().map(i -> i.get("p").s()).distinct()).hasSize(45);
    }

    @Test
    void tablesOfABatchHaveNamesOfTables() {
        invalid(
                "2 validation errors detected: Value '{\"bad!name\":{\"Keys\":[{\"p\":{\"S\":\"a\"}}]}}' at 'requestItems' failed"
                        + " to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or"
                        + " equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular"
                        + " expression pattern: [a-zA-Z0-9_.-]+]; Value 'BOGUS' at 'returnConsumedCapacity' failed to"
                        + " satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
                () -> client.batchGetItem(r -> r.requestItems(Map.of(
                                "bad!name",
                                KeysAndAttributes.builder().keys(item("p", "a")).build()))
                        .returnConsumedCapacity("BOGUS")));
    }
}
