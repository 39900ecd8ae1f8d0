package io.orderflow.lambda;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.OrdersTable;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The function's own clients, for an endpoint of a test's. */
public final class TestClients {
    private TestClients() {}

    static DynamoDbClients clients(URI endpoint, Jitter jitter) {
        return new DynamoDbClients(
                Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", endpoint.toString()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                16,
                jitter,
                ForkJoinPool.commonPool());
    }

    static RenewableStore store(URI endpoint, String table) {
        Random seeds = new Random(1);
        return new RenewableStore(
                clients(endpoint, new Jitter(seeds::nextLong)),
                client -> new DynamoDbOrderStore(client, table, 4, Clock.systemUTC()));
    }

    public static DynamoDbClient client(URI endpoint) {
        return clients(endpoint, new Jitter(() -> 1)).get();
    }

    /** A row as the store writes it. */
    public static Map<String, AttributeValue> row(String orderId) {
        Instant time = Instant.parse("2025-05-03T12:00:00Z");
        return OrdersTable.toItem(new Order(orderId, "secret-user", "secret-item", 1, OrderStatus.NEW, time), time, 4);
    }

    /** One with plenty of time. */
    public static Invocation invocation() {
        return new Invocation("r-1", "OrderConsumer", () -> 60_000);
    }
}
