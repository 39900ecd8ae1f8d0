package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.lambda.RuntimeApi.Answer;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.LocalTables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The packaged function where things go wrong around it: DynamoDB away, throttled, hanging; its sandbox killed. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FunctionFaultsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MESSAGES = 10;

    @TempDir
    Path folder;

    private final CountDownLatch release = new CountDownLatch(1);
    private LocalTables tables;
    private DynamoDbFront dynamoDb;

    @BeforeEach
    void start() throws IOException {
        tables = new LocalTables();
        tables.create("Orders");
        dynamoDb = new DynamoDbFront(tables);
        FunctionProcess.unzip(FunctionUnderTest.ZIP, folder);
    }

    @AfterEach
    void stop() {
        release.countDown();
        dynamoDb.close();
        tables.close();
    }

    @Test
    void killedInMidBatchNothingIsLostAndNothingDoubled() throws Exception {
        String event = SqsEvents.orders("K", MESSAGES);
        AtomicInteger writes = new AtomicInteger();
        dynamoDb.rule(call -> {
            if (writes.incrementAndGet() > MESSAGES / 2) {
                release.await();
            }
            return DynamoDbFront.Answer.PASS;
        });
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            function.api().send(event, TIMEOUT);
            await().until(() ->
                    rows().size() == MESSAGES / 2 && dynamoDb.calls().size() == MESSAGES);
            function.kill();
        }
        Map<String, Map<String, AttributeValue>> before = rows();
        // What the dead function had sent lands now or never, and in any case beside the redelivery.
        release.countDown();

        try (FunctionUnderTest next = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            assertThat(next.invoke(event, TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));
            await().untilAsserted(() -> assertThat(next.output()).hasSize(MESSAGES + 1));
            assertThat(next.output())
                    .filteredOn(line -> before.keySet().stream().anyMatch(id -> line.contains('"' + id + '"')))
                    .hasSize(MESSAGES / 2)
                    .allMatch(line -> line.contains("\"outcome\":\"UNCHANGED\"") && line.contains("DUPLICATE"));
        }

        assertThat(rows().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, MESSAGES).mapToObj(i -> "K-" + i).toList());
        assertThat(rows()).as("written once").containsAllEntriesOf(before);
    }

    @Test
    void withDynamoDbAwayEverythingGoesBackInTime() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, URI.create("http://127.0.0.1:1"), "Orders")) {
            function.api().awaitReady();
            long start = System.nanoTime();
            Answer answer = function.invoke(SqsEvents.orders("A", 2), Duration.ofSeconds(6));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
            assertThat(answer).isEqualTo(SqsEvents.failures(List.of("m0", "m1")));
            await().untilAsserted(() -> assertThat(function.output()).hasSize(3));
            assertThat(function.lines("m0"))
                    .allSatisfy(line -> assertThat(line.path("explanation").asText())
                            .isEqualTo("table Orders: DynamoDB could not be reached (ConnectException)"));
        }
    }

    @Test
    void aThrottleThatPassesCostsTimeOnly() throws Exception {
        dynamoDb.rule(call -> call.number() <= 2 ? DynamoDbFront.Answer.THROTTLE : DynamoDbFront.Answer.PASS);
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            assertThat(function.invoke(SqsEvents.orders("T", MESSAGES), TIMEOUT))
                    .isEqualTo(SqsEvents.failures(List.of()));
        }
        assertThat(rows()).hasSize(MESSAGES);
        assertThat(dynamoDb.calls()).hasSize(3 * MESSAGES);
    }

    @Test
    void aThrottleThatStaysFailsItsOwnMessagesInTime() throws Exception {
        dynamoDb.rule(call -> call.orderId().equals("T-3") ? DynamoDbFront.Answer.THROTTLE : DynamoDbFront.Answer.PASS);
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            assertThat(function.invoke(SqsEvents.orders("T", MESSAGES), TIMEOUT))
                    .isEqualTo(SqsEvents.failures(List.of("m3")));
            await().untilAsserted(() -> assertThat(function.output()).hasSize(MESSAGES + 1));
            assertThat(function.lines("m3")).singleElement().satisfies(line -> {
                assertThat(line.path("outcome").asText()).isEqualTo("FAILED");
                assertThat(line.path("error").asText()).isEqualTo("ProvisionedThroughputExceededException");
                assertThat(line.path("orderId").asText()).isEqualTo("T-3");
            });
        }
        assertThat(rows()).hasSize(MESSAGES - 1);
    }

    @Test
    void deniedAccessIsReportedOnceAnInvocationAndTheRestIsNotTried() throws Exception {
        int messages = 100;
        int workers = 16;
        String event = SqsEvents.orders("D", messages);
        List<String> all = IntStream.range(0, messages).mapToObj(i -> "m" + i).toList();
        dynamoDb.rule(call -> DynamoDbFront.Answer.DENY);
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            assertThat(function.invoke(event, TIMEOUT)).isEqualTo(SqsEvents.failures(all));
            assertThat(function.invoke(event, TIMEOUT)).isEqualTo(SqsEvents.failures(all));

            assertThat(dynamoDb.calls()).hasSizeBetween(2, 2 * workers);
            // A line for each message, one for the metrics, one that says why.
            await().untilAsserted(() -> assertThat(function.output()).hasSize(2 * (messages + 2)));
            assertThat(function.output())
                    .filteredOn(line -> line.contains("\"level\":\"ERROR\""))
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"error\":\"AccessDeniedException\"")
                            && line.contains("table Orders: access denied; allow dynamodb:PutItem"));
            assertThat(function.output())
                    .filteredOn(line -> line.contains("\"messageId\""))
                    .allMatch(line -> line.contains("\"outcome\":\"FAILED\"")
                            && line.contains("\"error\":\"AccessDeniedException\""));
            assertThat(function.output()).noneMatch(line -> line.contains("secret"));

            dynamoDb.rule(call -> DynamoDbFront.Answer.PASS);
            assertThat(function.invoke(event, TIMEOUT))
                    .as("allowed meanwhile")
                    .isEqualTo(SqsEvents.failures(List.of()));
        }
        assertThat(rows()).hasSize(messages);
    }

    @Test
    void whatIsSlowBeyondTheDeadlineIsReportedBeforeIt() throws Exception {
        dynamoDb.rule(call -> {
            if (!call.orderId().endsWith("-warm-0") && call.orderId().hashCode() % 2 == 0) {
                release.await();
            }
            return DynamoDbFront.Answer.PASS;
        });
        List<String> slow = IntStream.range(0, MESSAGES)
                .filter(i -> ("S-" + i).hashCode() % 2 == 0)
                .mapToObj(i -> "m" + i)
                .toList();
        assertThat(slow).hasSize(MESSAGES / 2);
        try (FunctionUnderTest function = FunctionUnderTest.on(folder, dynamoDb.endpoint(), "Orders")) {
            assertThat(function.invoke(SqsEvents.orders("S-warm", 1), TIMEOUT))
                    .isEqualTo(SqsEvents.failures(List.of()));
            Duration timeout = Duration.ofSeconds(2);
            long start = System.nanoTime();

            Answer answer = function.invoke(SqsEvents.orders("S", MESSAGES), timeout);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(timeout);
            assertThat(answer).isEqualTo(SqsEvents.failures(slow));
            await().untilAsserted(
                            () -> assertThat(function.lines(slow.get(0))).last().satisfies(line -> {
                                assertThat(line.path("error").asText()).isIn("Deadline", "Timeout");
                                assertThat(line.path("orderId").asText())
                                        .isEqualTo("S-" + slow.get(0).substring(1));
                            }));
            release.countDown();
            assertThat(function.invoke(SqsEvents.orders("S", MESSAGES), TIMEOUT))
                    .as("redelivered to the same sandbox")
                    .isEqualTo(SqsEvents.failures(List.of()));
        }
        assertThat(rows()).hasSize(MESSAGES + 1);
    }

    private Map<String, Map<String, AttributeValue>> rows() {
        Map<String, Map<String, AttributeValue>> rows = new HashMap<>();
        tables.client()
                .scan(scan -> scan.tableName("Orders"))
                .items()
                .forEach(row -> rows.put(row.get("orderId").s(), row));
        return rows;
    }
}
