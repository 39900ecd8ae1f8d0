package io.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;

/** kill -9 in the middle of 500 orders, then a restart: every acknowledged order ends in the table, once. */
class KillAndRestartIT {
    private static final int ORDERS = 500;
    private static final int KILLED_AFTER = 250;

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void everyAcknowledgedOrderEndsInTheTableOnce() throws Exception {
        PackagedJar jar = new PackagedJar(home);
        Served first = serve(jar);
        assertThat(jar.run("setup", "apply", "--yes", "--data-dir", folder()).exitCode())
                .isZero();

        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Set<String> sent = publishAndKill(first, acknowledged);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLED_AFTER).hasSizeLessThan(ORDERS);

        Served second = serve(jar);
        try (AwsClients clients = SdkAwsClients.open(second.target())) {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> assertThat(rows(clients)).containsAll(acknowledged));
            List<String> rows = rows(clients);
            assertThat(rows).doesNotHaveDuplicates();
            assertThat(sent).containsAll(rows);
        }
    }

    private String folder() {
        return home.resolve("data").toString();
    }

    private record Served(Process process, AwsTarget.Embedded target) {}

    private Served serve(PackagedJar jar) throws Exception {
        Process process = jar.start("local", "--json", "--data-dir", folder());
        started.add(process);
        try (BufferedReader out = PackagedJar.out(process)) {
            String line = out.readLine();
            assertThat(line).as("the export lines of `local`").isNotNull();
            JsonNode json = new ObjectMapper().readTree(line);
            return new Served(
                    process,
                    new AwsTarget.Embedded(
                            URI.create(json.get("AWS_ENDPOINT_URL").asText()),
                            json.get("AWS_REGION").asText(),
                            json.get("AWS_ACCESS_KEY_ID").asText(),
                            json.get("AWS_SECRET_ACCESS_KEY").asText()));
        }
    }

    /** Answers the ids that were sent at all; those that SNS answered are in {@code acknowledged}. */
    private static Set<String> publishAndKill(Served served, Set<String> acknowledged) throws Exception {
        Clock clock = Clock.systemUTC();
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        Set<String> sent = ConcurrentHashMap.newKeySet();
        ExecutorService publishers = Executors.newFixedThreadPool(8);
        try (AwsClients clients = SdkAwsClients.open(served.target())) {
            String topic = clients.sns().listTopics().topics().get(0).topicArn();
            List<Future<?>> all = new ArrayList<>();
            for (int n = 0; n < ORDERS; n++) {
                String id = "KILL-%03d".formatted(n);
                Order order = new Order(
                        id, "U1", "Item", 1, OrderStatus.NEW, clock.instant().truncatedTo(ChronoUnit.MILLIS));
                all.add(publishers.submit(() -> {
                    if (!served.process().isAlive()) {
                        return;
                    }
                    sent.add(id);
                    try {
                        clients.sns().publish(request -> request.topicArn(topic).message(codec.encode(order)));
                        acknowledged.add(id);
                    } catch (SdkException e) {
                        return; // not acknowledged: nothing was promised
                    }
                    if (acknowledged.size() >= KILLED_AFTER) {
                        served.process().destroyForcibly();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(120, TimeUnit.SECONDS);
            }
        } finally {
            publishers.shutdownNow();
        }
        assertThat(served.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        return sent;
    }

    private static List<String> rows(AwsClients clients) {
        List<String> ids = new ArrayList<>();
        clients.dynamoDb()
                .scanPaginator(request -> request.tableName("Orders").consistentRead(true))
                .items()
                .forEach(item -> ids.add(item.get("orderId").s()));
        return ids;
    }
}
