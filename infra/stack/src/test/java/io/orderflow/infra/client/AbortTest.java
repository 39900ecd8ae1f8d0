package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** A server that hangs, before its answer or in the middle of it, until it is told to go on. */
@Timeout(60)
class AbortTest {
    private static final int CANCELS = 100;
    private static final int TOGETHER = 64; // as many as the pool has connections

    private final ExecutorService callers = Executors.newFixedThreadPool(TOGETHER);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean headersFirst;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(serving);
        server.createContext("/", exchange -> {
            byte[] answer = "{\"TableNames\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            try {
                if (headersFirst) {
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer, 0, 3);
                    exchange.getResponseBody().flush();
                }
                asked.incrementAndGet();
                goOn.await();
                if (!headersFirst) {
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer, 0, 3);
                }
                exchange.getResponseBody().write(answer, 3, answer.length - 3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        callers.shutdownNow();
        server.stop(0);
        serving.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAbortedCallEndsAtOnceAndLeavesNoConnectionLeased(boolean headers) throws Exception {
        headersFirst = headers;
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (AwsClients clients = AwsClients.open(new AwsTarget.Embedded(endpoint, "us-east-1", "key", "secret"))) {
            for (int cancel = 1; cancel <= CANCELS; cancel++) {
                var ended = new CountDownLatch(1);
                var caller = new Thread(() -> {
                    try {
                        clients.dynamoDb().listTables();
                    } catch (SdkException e) {
                        AwsFaults.find(e, AbortedException.class)
                                .ifPresentOrElse(unused -> ended.countDown(), e::printStackTrace);
                    }
                });
                caller.start();
                int calls = cancel;
                await().pollInterval(Duration.ofMillis(2)).until(() -> asked.get() == calls);
                clients.abort(caller);
                assertThat(ended.await(1, TimeUnit.SECONDS))
                        .as("cancel %d ended within a second", cancel)
                        .isTrue();
            }

            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                calls.add(callers.submit(() -> clients.dynamoDb().listTables()));
            }
            await().untilAsserted(() -> assertThat(asked).hasValue(CANCELS + TOGETHER));
            goOn.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }
}
