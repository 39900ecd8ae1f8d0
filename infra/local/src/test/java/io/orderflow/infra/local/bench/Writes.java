package io.orderflow.infra.local.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Conditional PutItem, into a table without and with the two indexes of {@code Orders}, beside SendMessage: one item a
 * request, 16 threads, in turn, each for some seconds, through the endpoint.
 */
final class Writes {

    private static final int THREADS = 16;
    private static final int ROUNDS = 7;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Figures figures = new Figures();
    private final AtomicLong numbers = new AtomicLong();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @FunctionalInterface
    private interface Call {
        void run(long number);
    }

    static void run() throws Exception {
        Writes writes = new Writes();
        try {
            writes.measure("durable", Optional.of(Files.createTempDirectory("orderflow-bench")));
            writes.measure("ephemeral", Optional.empty());
        } finally {
            writes.threads.shutdownNow();
        }
    }

    private void measure(String kind, Optional<Path> folder) throws Exception {
        try (Server server = Server.start(folder)) {
            SqsClient sqs = server.client(SqsClient.builder());
            DynamoDbClient tables = server.client(DynamoDbClient.builder());
            OrdersTable.create(tables, "Plain", false);
            OrdersTable.create(tables, "Indexed", true);
            String queue = sqs.createQueue(r -> r.queueName("Work")).queueUrl();
            String body = OrdersTable.row(0).toString();
            for (int round = -1; round < ROUNDS; round++) { // the first one warms up
                double sends =
                        rate(number -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body)));
                double puts = rate(number -> put(tables, "Plain", number));
                double indexed = rate(number -> put(tables, "Indexed", number));
                if (round >= 0) {
                    figures.add("sendmessage_" + kind, sends);
                    figures.add("putitem_" + kind, puts);
                    figures.add("putitem_two_indexes_" + kind, indexed);
                }
            }
        }
        figures.print("sendmessage_" + kind, "req/s", "");
        figures.print("putitem_" + kind, "req/s", "sendmessage_" + kind);
        figures.print("putitem_two_indexes_" + kind, "req/s", "sendmessage_" + kind);
    }

    private static void put(DynamoDbClient tables, String table, long number) {
        Map<String, AttributeValue> row = OrdersTable.row(number);
        tables.putItem(r -> r.tableName(table)
                .item(row)
                .conditionExpression(
                        "attribute_not_exists(orderId) OR #timestamp < :t OR (#timestamp = :t AND eventHash < :h)")
                .expressionAttributeNames(Map.of("#timestamp", "timestamp"))
                .expressionAttributeValues(Map.of(":t", row.get("timestamp"), ":h", row.get("eventHash"))));
    }

    private double rate(Call call) throws Exception {
        long start = System.nanoTime();
        List<Future<Long>> counts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            counts.add(threads.submit(() -> {
                long count = 0;
                for (; System.nanoTime() - start < SLICE_NANOS; count++) {
                    call.run(numbers.incrementAndGet());
                }
                return count;
            }));
        }
        long total = 0;
        for (Future<Long> count : counts) {
            total += count.get();
        }
        return total / ((System.nanoTime() - start) / 1e9);
    }
}
