package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.LocalTables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function on an endpoint with TLS, as AWS's are. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionTlsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private final LocalTables tables = new LocalTables();
    private DynamoDbFront dynamoDb;
    private LoopbackTls tls;
    private URI endpoint;

    @BeforeAll
    void start() throws Exception {
        tls = LoopbackTls.create();
        tables.create("Orders");
        dynamoDb = new DynamoDbFront(tables, tls.serverContext());
        endpoint = dynamoDb.endpoint();
        FunctionProcess.unzip(FunctionUnderTest.ZIP, folder);
    }

    @AfterAll
    void stop() {
        dynamoDb.close();
        tables.close();
    }

    @Test
    void storesOnDemand() throws Exception {
        try (FunctionUnderTest function = new FunctionUnderTest(folder, variables())) {
            assertThat(function.invoke(SqsEvents.orders("D", 10), TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));
            assertThat(rows("D")).isEqualTo(10);
        }
    }

    @Test
    void storesWithOneWorkerThatAlsoMakesTheClient() throws Exception {
        Map<String, String> variables = variables();
        variables.put(ConsumerConfig.PARALLELISM, "1");
        try (FunctionUnderTest function = new FunctionUnderTest(folder, variables)) {
            assertThat(function.invoke(SqsEvents.orders("W", 3), TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));
            assertThat(rows("W")).isEqualTo(3);
        }
    }

    @Test
    void storesAfterARestore() throws Exception {
        try (FunctionUnderTest function = FunctionUnderTest.snapStart(folder, endpoint, "Orders", variables())) {
            function.api().awaitCheckpoint();
            await().untilAsserted(() ->
                    assertThat(function.output()).anyMatch(line -> line.contains("\"snapshot\":\"PRIMED\"")));
            function.api().restore();

            assertThat(function.invoke(SqsEvents.orders("R", 10), TIMEOUT)).isEqualTo(SqsEvents.failures(List.of()));
            assertThat(rows("R")).isEqualTo(10);
        }
    }

    @Test
    void saysOnceThatACertificateIsNotTrusted() throws Exception {
        Map<String, String> variables = variables();
        variables.remove("JAVA_TOOL_OPTIONS");

        assertThat(errorOf(variables))
                .contains("table Orders: no trusted connection to DynamoDB (")
                .containsPattern("\\((\\w*CertPath\\w*|ValidatorException)\\)");
    }

    @Test
    void saysOnceThatNoClientCanBeMade() throws Exception {
        Map<String, String> variables = variables();
        variables.merge("JAVA_TOOL_OPTIONS", " -Djdk.tls.client.protocols=NONSENSE", String::concat);

        assertThat(errorOf(variables)).contains("table Orders: no trusted connection to DynamoDB (");
    }

    /** The one ERROR line of an invocation whose messages all fail. */
    private String errorOf(Map<String, String> variables) throws Exception {
        try (FunctionUnderTest function = new FunctionUnderTest(folder, variables)) {
            assertThat(function.invoke(SqsEvents.orders("U", 3), TIMEOUT))
                    .isEqualTo(SqsEvents.failures(List.of("m0", "m1", "m2")));
            await().untilAsserted(
                            () -> assertThat(function.output()).anyMatch(line -> line.contains("CloudWatchMetrics")));
            assertThat(rows("U")).isZero();
            List<String> errors = function.output().stream()
                    .filter(line -> line.contains("\"level\":\"ERROR\""))
                    .toList();
            assertThat(errors).hasSize(1);
            return errors.get(0);
        }
    }

    private Map<String, String> variables() {
        return new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "ORDERS_TABLE",
                "Orders",
                "JAVA_TOOL_OPTIONS",
                tls.clientOptions()));
    }

    private long rows(String prefix) {
        return tables.client().scanPaginator(scan -> scan.tableName("Orders")).items().stream()
                .filter(item -> item.get("orderId").s().startsWith(prefix))
                .count();
    }
}
