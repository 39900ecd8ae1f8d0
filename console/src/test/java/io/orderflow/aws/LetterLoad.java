package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.operations.deadletter.GeneratedLetters;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Puts many letters into a queue, and their orders' rows into a table. */
final class LetterLoad {
    private static final int BATCH = 10;
    private static final int PARALLEL = 8;

    private LetterLoad() {}

    /** In batches, several at a time; ends when all were taken. */
    static void send(AwsClients clients, String queue, List<String> bodies, ExecutorService threads) throws Exception {
        String url =
                clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
        inParallel(threads, (bodies.size() + BATCH - 1) / BATCH, batch -> {
            int from = batch * BATCH;
            var answer = clients.sqs().sendMessageBatch(request -> request.queueUrl(url)
                    .entries(IntStream.range(from, Math.min(from + BATCH, bodies.size()))
                            .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                    .id("e" + n)
                                    .messageBody(bodies.get(n))
                                    .build())
                            .toList()));
            if (answer.hasFailed() && !answer.failed().isEmpty()) {
                throw new IllegalStateException(answer.failed().toString());
            }
        });
    }

    static List<String> bodies(GeneratedLetters letters) {
        return letters.letters().stream().map(GeneratedLetters.Letter::body).toList();
    }

    /** Into a table that is made for them. */
    static void rows(AwsClients clients, String table, Map<String, GeneratedLetters.Row> rows) {
        var made = clients.dynamoDb().createTable(request -> request.tableName(table)
                .keySchema(key -> key.attributeName(OrdersTable.ORDER_ID).keyType("HASH"))
                .attributeDefinitions(
                        each -> each.attributeName(OrdersTable.ORDER_ID).attributeType("S"))
                .billingMode("PAY_PER_REQUEST"));
        rows.forEach((orderId, row) -> {
            var unused = clients.dynamoDb().putItem(request -> request.tableName(
                            made.tableDescription().tableName())
                    .item(Map.of(
                            OrdersTable.ORDER_ID, AttributeValue.fromS(orderId),
                            OrdersTable.TIMESTAMP, AttributeValue.fromS(OrderTimestamp.format(row.time())),
                            OrdersTable.EVENT_HASH, AttributeValue.fromS(row.hash()))));
        });
    }

    @FunctionalInterface
    interface BatchStep {
        void run(int batch) throws Exception;
    }

    /** As many at a time as a redrive makes. */
    static void inParallel(ExecutorService threads, int batches, BatchStep step) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < PARALLEL; thread++) {
            int from = thread;
            all.add(threads.submit(() -> {
                for (int batch = from; batch < batches; batch += PARALLEL) {
                    step.run(batch);
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }
}
