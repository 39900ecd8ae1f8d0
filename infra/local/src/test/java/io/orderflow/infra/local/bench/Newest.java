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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The newest 200 rows by {@code recent-orders}, at 10,000 to 1,000,000 rows, after a restart, through the endpoint. */
final class Newest {

    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int BATCH = 25;
    private static final int WRITERS = 8;
    private static final int ROUNDS = 40;

    private Newest() {}

    static void run() throws Exception {
        Figures figures = new Figures();
        Path folder = Files.createTempDirectory("orderflow-bench");
        int there = 0;
        for (int size : SIZES) {
            fill(folder, there, size);
            there = size;
            try (Server server = Server.start(Optional.of(folder))) {
                DynamoDbClient tables = server.client(DynamoDbClient.builder());
                for (int round = -10; round < ROUNDS; round++) { // the first ones warm up
                    long start = System.nanoTime();
                    for (int shard = 0; shard < OrdersTable.SHARDS; shard++) {
                        query(tables, shard);
                    }
                    if (round >= 0) {
                        figures.add("newest200_at_" + size, (System.nanoTime() - start) / 1e6);
                    }
                }
            }
            figures.print("newest200_at_" + size, "ms", "newest200_at_" + SIZES[0]);
        }
    }

    private static void query(DynamoDbClient tables, int shard) {
        int found = tables.query(r -> r.tableName("Orders")
                        .indexName("recent-orders")
                        .keyConditionExpression("dayShard = :shard")
                        .expressionAttributeValues(
                                Map.of(":shard", AttributeValue.fromS(OrdersTable.DAY + "#" + shard)))
                        .scanIndexForward(false)
                        .limit(200))
                .count();
        if (found != 200) {
            throw new IllegalStateException("Only " + found + " rows");
        }
    }

    private static void fill(Path folder, int from, int to) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Server server = Server.start(Optional.of(folder))) {
            DynamoDbClient tables = server.client(DynamoDbClient.builder());
            if (from == 0) {
                OrdersTable.create(tables, "Orders", true);
            }
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = from + writer * BATCH;
                done.add(writers.submit(() -> {
                    for (int number = first; number < to; number += WRITERS * BATCH) {
                        write(tables, number, Math.min(to, number + BATCH));
                    }
                }));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static void write(DynamoDbClient tables, int from, int to) {
        List<WriteRequest> rows = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Map<String, AttributeValue> row = OrdersTable.row(number);
            rows.add(WriteRequest.builder().putRequest(p -> p.item(row)).build());
        }
        BatchWriteItemResponse answer = tables.batchWriteItem(r -> r.requestItems(Map.of("Orders", rows)));
        if (!answer.unprocessedItems().isEmpty()) {
            throw new IllegalStateException("Unprocessed rows");
        }
    }
}
