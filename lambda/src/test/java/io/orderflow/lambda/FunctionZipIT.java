package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.lambda.RuntimeApi.Answer;
import io.orderflow.store.LocalTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The zip as it is deployed, run as Lambda runs it (whose runtime interface client exists for Linux only). */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FunctionZipIT {
    private static final Path ZIP = Path.of("target", "function", "order-consumer.zip");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private LocalTables tables;
    private RuntimeApi runtimeApi;

    @BeforeEach
    void start() throws IOException {
        tables = new LocalTables();
        tables.create("dev-Orders");
        runtimeApi = new RuntimeApi();
    }

    @AfterEach
    void stop() {
        runtimeApi.close();
        tables.close();
    }

    @Test
    void isSmallEnoughToStartFast() throws IOException {
        assertThat(Files.size(ZIP)).isLessThanOrEqualTo(9_000_000);
    }

    @Test
    void storesWhatIsGoodAndAnswersWhatIsNot() throws Exception {
        String event = event(
                record("m-envelope", Messages.enveloped(Messages.raw("O1"), "2025-05-03T12:00:01.500Z"), 1),
                record("m-raw", Messages.raw("O2"), 1),
                record("m-poison", "{\"orderId\":\"O3\",\"quantity\":\"two\"}", 3),
                record("m-duplicate", Messages.raw("O2"), 2),
                record("18850010000000000000:OrderQueue.fifo", Messages.raw("O4"), 1));
        try (FunctionProcess function = function(tables.endpoint().toString(), "dev-Orders")) {
            Answer answer = runtimeApi.invoke(event, Duration.ofSeconds(30));

            assertThat(answer).isEqualTo(new Answer("response", failures("m-poison")));
            assertThat(runtimeApi.invoke(event, Duration.ofSeconds(30))).isEqualTo(answer);
            assertThat(List.of("O1", "O2", "O4")).allSatisfy(this::assertStored);
            await().untilAsserted(() -> assertThat(function.output()).hasSize(2 * (5 + 1)));
            assertThat(function.output())
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).isObject()).isTrue());
            assertThat(function.output())
                    .filteredOn(line -> line.contains("m-poison"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(
                                    JSON.readTree(line).path("receiveCount").asInt())
                            .isEqualTo(3));
        }
    }

    @Test
    void withDynamoDbAwayEverythingGoesBackInTime() throws Exception {
        try (FunctionProcess function = function("http://127.0.0.1:1", "dev-Orders")) {
            Answer answer = runtimeApi.invoke(
                    event(record("m1", Messages.raw("O1"), 1), record("m2", Messages.raw("O2"), 1)),
                    Duration.ofSeconds(6));

            assertThat(answer).isEqualTo(new Answer("response", failures("m1", "m2")));
            await().untilAsserted(() -> assertThat(function.output()).hasSize(3));
        }
    }

    @Test
    void aMissingTableIsSaidOnce() throws Exception {
        try (FunctionProcess function = function(tables.endpoint().toString(), "Orders")) {
            Answer answer = runtimeApi.invoke(
                    event(record("m1", Messages.raw("O1"), 1), record("m2", Messages.raw("O2"), 1)),
                    Duration.ofSeconds(30));

            assertThat(answer).isEqualTo(new Answer("response", failures("m1", "m2")));
            await().untilAsserted(() -> assertThat(function.output()).hasSize(4));
            assertThat(function.output())
                    .filteredOn(line -> line.contains("\"level\":\"ERROR\""))
                    .singleElement()
                    .asString()
                    .contains("table Orders does not exist in this region");
        }
    }

    @Test
    void withoutATableNameItSaysSoAtTheStart() throws Exception {
        try (FunctionProcess function = new FunctionProcess(ZIP, folder, runtimeApi.address(), Map.of())) {
            await().untilAsserted(() ->
                    assertThat(function.output()).anyMatch(line -> line.contains("ORDERS_TABLE is not set")));
        }
    }

    private FunctionProcess function(String endpoint, String table) throws IOException {
        return new FunctionProcess(
                ZIP, folder, runtimeApi.address(), Map.of("AWS_ENDPOINT_URL", endpoint, "ORDERS_TABLE", table));
    }

    private void assertStored(String orderId) {
        assertThat(tables.client()
                        .getItem(get ->
                                get.tableName("dev-Orders").key(Map.of("orderId", AttributeValue.fromS(orderId))))
                        .item())
                .containsEntry("itemName", AttributeValue.fromS("secret-item"));
    }

    private static String failures(String... messageIds) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (String id : messageIds) {
            failures.addObject().put("itemIdentifier", id);
        }
        return response.toString();
    }

    private static String event(JsonNode... records) {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addAll(List.of(records));
        return event.toString();
    }

    private static ObjectNode record(String messageId, String body, int receiveCount) {
        ObjectNode record = JSON.createObjectNode()
                .put("messageId", messageId)
                .put("receiptHandle", "handle-" + messageId)
                .put("body", body)
                .put("md5OfBody", "00000000000000000000000000000000")
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:OrderQueue")
                .put("awsRegion", "us-east-1");
        record.putObject("attributes")
                .put("ApproximateReceiveCount", Integer.toString(receiveCount))
                .put("SentTimestamp", "1746273600000");
        record.putObject("messageAttributes");
        return record;
    }
}
