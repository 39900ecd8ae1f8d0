package io.orderflow.infra.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.operation.ClientTokens;
import io.orderflow.infra.local.dynamodb.operation.DataPlane;
import io.orderflow.infra.local.dynamodb.operation.Operation;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.logs.LogStore;
import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one file after a long run: each order comes through a queue, becomes a row with two index entries, and leaves a
 * line in the log. It is here because queues are made by this package only.
 */
final class FileSizeIT {

    private static final int ORDERS = 100_000;
    private static final int BATCH = 10;
    private static final int KEPT_LINES = 50_000;
    private static final String GROUP = "/aws/lambda/Consumer";
    private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void theFileIsAtMostThreeTimesItsLiveDataAfterAHundredThousandOrdersWithoutARestart() throws Exception {
        long from = System.nanoTime();
        Path file = folder.resolve("state.mv");
        try (DurableStore store = DurableStore.open(Optional.of(file), executor)) {
            process(store);
            long live = liveBytes(store);
            long size = Files.size(file);
            System.out.printf(
                    Locale.ROOT,
                    "BENCH name=file-size value=%.2f unit=of-live-data live=%d file=%d seconds=%d%n",
                    (double) size / live,
                    live,
                    size,
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from));
            assertThat(store.map("log-lines/" + GROUP).size()).isEqualTo(KEPT_LINES);
            assertThat(store.map("sqs-contents").size()).isZero();
            assertThat(size).isLessThanOrEqualTo(3 * live);
        }
    }

    private static void process(DurableStore store) throws AwsError, IOException {
        Clock clock = Clock.systemUTC();
        Tables tables = new Tables(store, clock);
        tables.create(orders());
        Operation put = DataPlane.of(tables, new ClientTokens(store, clock)).get("PutItem");
        Queues queues = new Queues(store, clock, false);
        queues.create("Work", Map.of(), Map.of());
        LogStore lines = new LogStore(store);
        for (int order = 0; order < ORDERS; order += BATCH) {
            for (int i = order; i < order + BATCH; i++) {
                queues.send("Work", OutgoingMessage.of(Json.write(row(i))));
            }
            store.awaitDurable();
            List<ReceivedMessage> batch = queues.receive("Work", BATCH, Optional.empty(), Duration.ZERO);
            assertThat(batch).hasSize(BATCH);
            for (ReceivedMessage message : batch) {
                put.run(request(message.body()));
                lines.open(GROUP, "stream").append(START.plusMillis(order).toEpochMilli(), line(message.body()));
                queues.delete("Work", message.receiptHandle());
            }
            store.awaitDurable();
        }
    }

    private static ObjectNode request(String row) throws AwsError {
        ObjectNode request = Json.object().put("TableName", "Orders");
        request.set("Item", Json.read(row.getBytes(StandardCharsets.UTF_8)));
        return request.put("ConditionExpression", "attribute_not_exists(orderId)");
    }

    /** As long as the function's own lines are, about 300 characters. */
    private static String line(String row) {
        return "{\"level\":\"INFO\",\"message\":" + row.substring(0, 270) + "}";
    }

    private static TableDefinition orders() {
        return new TableDefinition(
                "Orders",
                "id",
                0,
                new KeySchema(List.of(text("orderId")), List.of()),
                Map.of("orderId", "S", "userId", "S", "timestamp", "S", "dayShard", "S", "processedAt", "S"),
                List.of(
                        index("recent-orders", "dayShard", "processedAt"),
                        index("orders-by-user", "userId", "timestamp")),
                null,
                null,
                Map.of(),
                Json.object());
    }

    private static KeyAttribute text(String name) {
        return new KeyAttribute(name, AttributeType.S);
    }

    private static IndexDefinition index(String name, String partition, String sort) {
        KeySchema keys = new KeySchema(List.of(text(partition)), List.of(text(sort)));
        return new IndexDefinition(name, name, true, keys, "ALL", List.of(), "ACTIVE", Json.object());
    }

    /** A row of the size that the benchmarks' orders have, under a key that falls anywhere. */
    private static ObjectNode row(long number) {
        String time = START.plusMillis(number).toString();
        ObjectNode row = Json.object();
        row.putObject("orderId").put("S", "O-" + Long.toHexString(number * 0x9E3779B97F4A7C15L));
        row.putObject("userId").put("S", "U-" + number % 1000);
        row.putObject("itemName").put("S", "Laptop with a name of usual length");
        row.putObject("quantity").put("N", Long.toString(1 + number % 9));
        row.putObject("status").put("S", "NEW");
        row.putObject("timestamp").put("S", time);
        row.putObject("processedAt").put("S", time);
        row.putObject("dayShard").put("S", "2026-11-26#" + number % 4);
        row.putObject("eventHash")
                .put("S", Long.toHexString(number * 0xC2B2AE3D27D4EB4FL).repeat(4));
        return row;
    }

    /** Every key and value that can be read. */
    private static long liveBytes(DurableStore store) {
        AtomicLong bytes = new AtomicLong();
        for (String map : store.names("")) {
            store.map(map).scan(null, null, true, (key, value) -> {
                bytes.addAndGet(key.length + value.length);
                return true;
            });
        }
        return bytes.get();
    }
}
