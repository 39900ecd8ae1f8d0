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
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Conditional PutItem, into a table without and with the two indexes of {@code Orders}, beside SendMessage, and GetItem
 * beside GetCallerIdentity: one item a request, 16 threads, in turn, each for some seconds, through the endpoint.
 */
final class Requests {

    private static final int THREADS = 16;
    private static final int ROWS = 1_000;
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
        Requests requests = new Requests();
        try {
            requests.measure("durable", Optional.of(Files.createTempDirectory("orderflow-bench")));
            requests.measure("ephemeral", Optional.empty());
        } finally {
            requests.threads.shutdownNow();
        }
    }

    private void measure(String kind, Optional<Path> folder) throws Exception {
        try (Server server = Server.start(folder)) {
            SqsClient sqs = server.client(SqsClient.builder());
            DynamoDbClient tables = server.client(DynamoDbClient.builder());
            StsClient sts = server.client(StsClient.builder());
            OrdersTable.create(tables, "Plain", false);
            OrdersTable.create(tables, "Indexed", true);
            String queue = sqs.createQueue(r -> r.queueName("Work")).queueUrl();
            String body = OrdersTable.row(0).toString();
            OrdersTable.create(tables, "Read", true);
            for (int number = 0; number < ROWS; number++) {
                put(tables, "Read", number);
            }
            for (int round = -1; round < ROUNDS; round++) { // the first one warms up
                double sends =
                        rate(number -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body)));
                double puts = rate(number -> put(tables, "Plain", number));
                double indexed = rate(number -> put(tables, "Indexed", number));
                double identities = rate(number -> sts.getCallerIdentity());
                double gets = rate(number -> get(tables, number % ROWS));
                if (round >= 0) {
                    figures.add("sendmessage_" + kind, sends);
                    figures.add("putitem_" + kind, puts);
                    figures.add("putitem_two_indexes_" + kind, indexed);
                    figures.add("getcalleridentity_" + kind, identities);
                    figures.add("getitem_" + kind, gets);
                }
            }
        }
        figures.print("sendmessage_" + kind, "req/s", "");
        figures.print("putitem_" + kind, "req/s", "sendmessage_" + kind);
        figures.print("putitem_two_indexes_" + kind, "req/s", "sendmessage_" + kind);
        figures.print("getcalleridentity_" + kind, "req/s", "");
        figures.print("getitem_" + kind, "req/s", "getcalleridentity_" + kind);
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

    private static void get(DynamoDbClient tables, long number) {
        AttributeValue id = OrdersTable.row(number).get("orderId");
        if (!tables.getItem(r -> r.tableName("Read").key(Map.of("orderId", id))).hasItem()) {
            throw new IllegalStateException("No row " + id.s());
        }
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
