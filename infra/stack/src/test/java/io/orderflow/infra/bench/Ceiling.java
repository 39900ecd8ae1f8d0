package io.orderflow.infra.bench;

import static io.orderflow.infra.bench.Pipeline.BATCH;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Orders published until stored, beside what the three steps on their way come to one after the other when each is done
 * alone on the same server: 1/Σ(1/cᵢ).
 */
final class Ceiling {

    private static final int ORDERS = 6_000;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 7;

    private final Figures figures = new Figures();
    private int nextRow;

    private Ceiling() {}

    static void run() throws Exception {
        Ceiling ceiling = new Ceiling();
        ceiling.measure("durable", Optional.of(Files.createTempDirectory("orderflow-bench")));
        ceiling.measure("ephemeral", Optional.empty());
    }

    private void measure(String kind, Optional<Path> folder) throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder, List.of())) {
            figures.add("published_to_stored_" + kind + "_cold", pipeline.publishedToStored(ORDERS));
            String topic = pipeline.clients()
                    .sns()
                    .createTopic(r -> r.name("CeilingTopic"))
                    .topicArn();
            String queue = queueOf(pipeline, topic);
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double stored = pipeline.publishedToStored(ORDERS);
                double published = rate(() -> publish(pipeline, topic));
                double received = rate(() -> receive(pipeline.clients().sqs(), queue));
                double put = put(pipeline);
                if (round >= 0) {
                    figures.add("published_to_stored_" + kind + "_warm", stored);
                    figures.add("publishbatch_" + kind, published);
                    figures.add("receive_delete_" + kind, received);
                    figures.add("conditional_put_" + kind, put);
                    figures.add("ceiling_" + kind, 1 / (1 / published + 1 / received + 1 / put));
                }
            }
        }
        for (String step : List.of("publishbatch_", "receive_delete_", "conditional_put_", "ceiling_")) {
            figures.print(step + kind, "orders/s", "");
        }
        figures.print("published_to_stored_" + kind + "_cold", "orders/s", "ceiling_" + kind);
        figures.print("published_to_stored_" + kind + "_warm", "orders/s", "ceiling_" + kind);
    }

    /** A queue that nothing consumes, subscribed as the stack subscribes its own. */
    private static String queueOf(Pipeline pipeline, String topic) {
        SqsClient sqs = pipeline.clients().sqs();
        String queue = sqs.createQueue(r -> r.queueName("CeilingQueue")).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"},"
                + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + arn
                + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topic + "\"}}}]}";
        sqs.setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        pipeline.clients().sns().subscribe(r -> r.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static double rate(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return ORDERS / ((System.nanoTime() - start) / 1e9);
    }

    private static void publish(Pipeline pipeline, String topic) {
        for (int first = 0; first < ORDERS; first += BATCH) {
            pipeline.publish(topic);
        }
    }

    private static void receive(SqsClient sqs, String queue) {
        for (int received = 0; received < ORDERS; ) {
            List<Message> messages = sqs.receiveMessage(
                            r -> r.queueUrl(queue).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
                    .messages();
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id("e" + entries.size())
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            if (!entries.isEmpty()) {
                sqs.deleteMessageBatch(r -> r.queueUrl(queue).entries(entries));
            }
            received += messages.size();
        }
    }

    /** Ten threads, one row each, and the next ten when the last of these is stored, as a consumer does with its batch. */
    private double put(Pipeline pipeline) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(BATCH);
        try {
            CyclicBarrier batch = new CyclicBarrier(BATCH);
            int first = nextRow;
            nextRow += ORDERS;
            return rate(() -> {
                List<Future<?>> done = new ArrayList<>();
                for (int thread = 0; thread < BATCH; thread++) {
                    int from = first + thread;
                    done.add(threads.submit(() -> {
                        for (int number = from; number < first + ORDERS; number += BATCH) {
                            put(pipeline, number);
                            batch.await();
                        }
                        return null;
                    }));
                }
                for (Future<?> thread : done) {
                    thread.get();
                }
            });
        } finally {
            threads.shutdownNow();
        }
    }

    private static void put(Pipeline pipeline, int number) {
        String time = Instant.EPOCH.plusSeconds(number).toString();
        Map<String, AttributeValue> row = Map.of(
                "orderId", AttributeValue.fromS("C" + number),
                "userId", AttributeValue.fromS("U" + number % 1000),
                "itemName", AttributeValue.fromS("Laptop"),
                "quantity", AttributeValue.fromN("1"),
                "status", AttributeValue.fromS("new"),
                "timestamp", AttributeValue.fromS(time),
                "processedAt", AttributeValue.fromS(time),
                "dayShard", AttributeValue.fromS("1970-01-01#" + number % 4),
                "eventHash", AttributeValue.fromS(String.format(java.util.Locale.ROOT, "%064x", number)));
        pipeline.clients().dynamoDb().putItem(r -> r.tableName("Orders")
                .item(row)
                .conditionExpression(
                        "attribute_not_exists(orderId) OR #timestamp < :t OR (#timestamp = :t AND eventHash < :h)")
                .expressionAttributeNames(Map.of("#timestamp", "timestamp"))
                .expressionAttributeValues(Map.of(":t", row.get("timestamp"), ":h", row.get("eventHash"))));
    }
}
