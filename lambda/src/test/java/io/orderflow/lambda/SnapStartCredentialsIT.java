package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.DynamoDbFront.Call;
import io.orderflow.store.LocalTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under SnapStart the function's keys come <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">from an address</a>, as those of the snapshot
 * may have run out long before a restore.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class SnapStartCredentialsIT {
    /** The SDK gives keys up this long before they run out. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Instant firstKeysEnd = Instant.now().plus(GIVEN_UP).plusSeconds(10);
    private LocalTables tables;
    private DynamoDbFront dynamoDb;
    private HttpServer credentials;
    private volatile String accessKeyId = "BEFORE";
    private volatile Instant expiration = firstKeysEnd;

    @BeforeEach
    void start() throws IOException {
        tables = new LocalTables();
        tables.create("Orders");
        dynamoDb = new DynamoDbFront(tables);
        credentials = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        credentials.createContext("/", this::credentials);
        credentials.start();
        FunctionProcess.unzip(FunctionUnderTest.ZIP, folder);
    }

    @AfterEach
    void stop() {
        credentials.stop(0);
        dynamoDb.close();
        tables.close();
    }

    @Test
    void keysThatRanOutInTheSnapshotAreNotUsedAfterTheRestore() throws Exception {
        String address = "http://127.0.0.1:" + credentials.getAddress().getPort() + "/";
        Map<String, String> variables = Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", address);
        try (FunctionUnderTest function =
                FunctionUnderTest.snapStart(folder, dynamoDb.endpoint(), "Orders", variables)) {
            function.api().awaitCheckpoint();
            assertThat(function.output()).singleElement().asString().contains("\"snapshot\":\"PRIMED\"");
            assertThat(dynamoDb.calls())
                    .isNotEmpty()
                    .extracting(Call::accessKeyId)
                    .containsOnly("BEFORE");
            dynamoDb.calls().clear();

            accessKeyId = "AFTER";
            expiration = Instant.now().plus(Duration.ofHours(6));
            await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().isAfter(firstKeysEnd.minus(GIVEN_UP)));
            function.api().restore();

            assertThat(function.invoke(SqsEvents.orders("O", 10), Duration.ofSeconds(30)))
                    .isEqualTo(SqsEvents.failures(List.of()));
            assertThat(dynamoDb.calls())
                    .hasSize(10)
                    .extracting(Call::accessKeyId)
                    .containsOnly("AFTER");
        }
    }

    private void credentials(HttpExchange exchange) throws IOException {
        byte[] answer = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "AccessKeyId",
                        accessKeyId,
                        "SecretAccessKey",
                        "secret",
                        "Token",
                        "token",
                        "Expiration",
                        expiration.toString()))
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
