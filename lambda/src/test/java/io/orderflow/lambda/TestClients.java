package io.orderflow.lambda;

import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.LocalTables;
import io.orderflow.store.OrdersTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The function's own clients, for an endpoint of a test's. */
public final class TestClients {
    private TestClients() {}

    static DynamoDbClients clients(URI endpoint, Jitter jitter) {
        return clients(endpoint, StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")), jitter);
    }

    private static DynamoDbClients clients(URI endpoint, AwsCredentialsProvider credentials, Jitter jitter) {
        return new DynamoDbClients(
                Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", endpoint.toString()),
                credentials,
                16,
                jitter,
                ForkJoinPool.commonPool());
    }

    static RenewableStore store(URI endpoint, String table) {
        return new RenewableStore(
                clients(endpoint, new Jitter(new Random(1), () -> 2)),
                client -> new DynamoDbOrderStore(client, table, 4, Clock.systemUTC()));
    }

    /** With nothing between it and the tables. */
    public static DynamoDbClient client(LocalTables tables) {
        return clients(tables.endpoint(), tables.credentials(), new Jitter(new Random(1), () -> 2))
                .get();
    }

    /** A row as the store writes it. */
    public static Map<String, AttributeValue> row(String orderId) {
        Instant time = Instant.parse("2025-05-03T12:00:00Z");
        return OrdersTable.toItem(new Order(orderId, "secret-user", "secret-item", 1, OrderStatus.NEW, time), time, 4);
    }

    /** The write of a row under the specification's condition, with nothing asked back. */
    public static PutItemRequest put(String table, Map<String, AttributeValue> row) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(row)
                .conditionExpression(
                        "attribute_not_exists(orderId) OR #timestamp < :t" + " OR (#timestamp = :t AND eventHash < :h)")
                .expressionAttributeNames(Map.of("#timestamp", "timestamp"))
                .expressionAttributeValues(Map.of(":t", row.get("timestamp"), ":h", row.get("eventHash")))
                .build();
    }

    /**
     * The function as Lambda's runtime calls it, over this client: an event's JSON in, the answer's out.
     *
     * @param log takes the log lines, each with one write
     */
    public static UnaryOperator<String> function(
            DynamoDbClient client, String table, Executor executor, int parallelism, PrintStream log) {
        Clock clock = Clock.systemUTC();
        ConsumerLog lines = new ConsumerLog(clock, line -> ConsumerParts.print(log, line));
        OrderConsumer consumer = new OrderConsumer(new ConsumerParts(
                new BatchProcessor(
                        new OrderMessageCodec(new OrderValidator(clock)),
                        new DynamoDbOrderStore(client, table, 4, clock),
                        clock,
                        executor,
                        parallelism,
                        Duration.ofMillis(500),
                        lines),
                new SnapshotHooks(() -> {}, () -> {}, lines)));
        return event -> {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                consumer.handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new FakeContext());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return answer.toString(StandardCharsets.UTF_8);
        };
    }

    /** One with plenty of time. */
    public static Invocation invocation() {
        return new Invocation("r-1", "OrderConsumer", () -> 60_000);
    }
}
