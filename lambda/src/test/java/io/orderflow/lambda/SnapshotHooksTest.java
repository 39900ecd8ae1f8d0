package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.DynamoDbFront.Answer;
import io.orderflow.store.DynamoDbFront.Call;
import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.LocalTables;
import io.orderflow.store.QueuedOrder;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

@Timeout(60)
class SnapshotHooksTest {
    private static LocalTables tables;

    private static int tests;

    private final String table = "Orders-" + ++tests;
    private final Clock clock = Clock.systemUTC();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final CountDownLatch closing = new CountDownLatch(1);
    private DynamoDbFront dynamoDb;

    @BeforeAll
    static void startTables() {
        tables = new LocalTables();
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void start() throws IOException {
        dynamoDb = new DynamoDbFront(tables);
        tables.create(table);
    }

    @AfterEach
    void stop() {
        closing.countDown();
        executor.shutdownNow();
        dynamoDb.close();
    }

    @Test
    void goesTheWayOfAWriteWithoutWriting() {
        hooks(TestClients.store(dynamoDb.endpoint(), table)).beforeCheckpoint(null);

        assertThat(dynamoDb.calls()).hasSize(10).extracting(Call::orderId).allMatch(id -> id.startsWith("rehearsal-"));
        assertThat(tables.client().scan(scan -> scan.tableName(table)).items()).isEmpty();
        assertThat(log).singleElement().asString().contains("\"level\":\"INFO\"", "\"snapshot\":\"PRIMED\"");
    }

    @Test
    void doesNotTouchARowOfTheSameName() {
        RenewableStore store = TestClients.store(dynamoDb.endpoint(), table);
        store.store(order("rehearsal-0"), Duration.ofSeconds(10));

        hooks(store).beforeCheckpoint(null);

        assertThat(tables.client().scan(scan -> scan.tableName(table)).items())
                .singleElement()
                .satisfies(row -> assertThat(row.get("itemName").s()).isEqualTo("Laptop"));
    }

    @Test
    void aNetworkThatIsAwayDoesNotFailTheCheckpoint() {
        long start = System.nanoTime();

        hooks(TestClients.store(URI.create("http://127.0.0.1:1"), "Orders")).beforeCheckpoint(null);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"", "\"snapshot\":\"NOT_PRIMED\"", "table Orders: DynamoDB");
    }

    @Test
    void norDoesATableThatNeverAnswersOrIsMissing() {
        dynamoDb.rule(call -> {
            closing.await();
            return Answer.FAIL;
        });
        long start = System.nanoTime();
        hooks(TestClients.store(dynamoDb.endpoint(), table)).beforeCheckpoint(null);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));

        dynamoDb.rule(call -> Answer.PASS);
        hooks(TestClients.store(dynamoDb.endpoint(), "Nowhere")).beforeCheckpoint(null);

        assertThat(log).hasSize(2).allMatch(line -> line.contains("NOT_PRIMED"));
        assertThat(log.get(1)).contains("table Nowhere does not exist");
    }

    @Test
    void norDoesAWriteThatCannotBeStopped() {
        RenewableStore store = new RenewableStore(
                () -> new DeafClient(closing), client -> new DynamoDbOrderStore(client, table, 4, clock));

        hooks(store).beforeCheckpoint(null);

        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"snapshot\":\"NOT_PRIMED\"", "the table did not answer within 4 s");
    }

    @Test
    void norDoesAClientThatBreaks() {
        RenewableStore store =
                new RenewableStore(BrokenClient::new, client -> new DynamoDbOrderStore(client, table, 4, clock));

        hooks(store).beforeCheckpoint(null);

        assertThat(log)
                .singleElement()
                .asString()
                .contains("\"snapshot\":\"NOT_PRIMED\"", "\"error\":\"IllegalStateException\"")
                .doesNotContain("in time", "answer within");
    }

    @Test
    void norDoesAnErrorNobodyForesaw() {
        new SnapshotHooks(
                        () -> {
                            throw new IllegalStateException("secret");
                        },
                        () -> {},
                        new ConsumerLog(clock, log::add))
                .beforeCheckpoint(null);

        assertThat(log)
                .singleElement()
                .asString()
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void afterARestoreNoConnectionOfBeforeIsUsed() {
        RenewableStore store = TestClients.store(dynamoDb.endpoint(), table);
        SnapshotHooks hooks = hooks(store);
        hooks.beforeCheckpoint(null);
        assertThat(dynamoDb.calls()).allMatch(Call::closes);
        Set<Integer> before = new HashSet<>();
        dynamoDb.calls().forEach(call -> before.add(call.clientPort()));
        dynamoDb.calls().clear();

        hooks.afterRestore(null);
        store.store(order("O1"), Duration.ofSeconds(10));
        store.store(order("O1"), Duration.ofSeconds(10));

        assertThat(dynamoDb.calls()).hasSize(2).noneMatch(call -> before.contains(call.clientPort()));
        assertThat(dynamoDb.calls()).noneMatch(Call::closes);
        assertThat(dynamoDb.calls())
                .extracting(Call::clientPort)
                .containsOnly(dynamoDb.calls().get(0).clientPort());
        assertThat(log).last().asString().contains("\"snapshot\":\"RESTORED\"");
    }

    @Test
    void aRestoreRenewsTheClientAndClosesTheOldOne() {
        List<String> made = new ArrayList<>();
        AtomicBoolean closed = new AtomicBoolean();
        RenewableStore store = new RenewableStore(
                () -> {
                    made.add("client");
                    return new ClosingClient(() -> closed.set(made.size() == 2));
                },
                client -> new DynamoDbOrderStore(client, "Orders", 4, clock));

        store.renew();

        assertThat(made).hasSize(2);
        assertThat(closed).as("the old one, after the new one was there").isTrue();
    }

    @Test
    void eachRestoreOfTheFunctionRenewsItsRandomnessAndItsClient() {
        AtomicInteger seeds = new AtomicInteger();
        AtomicInteger clients = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        ConsumerParts parts = ConsumerParts.make(
                ConsumerConfig.fromEnvironment(Map.of(ConsumerConfig.TABLE, table)),
                seeds::incrementAndGet,
                (jitter, workers) -> () -> {
                    clients.incrementAndGet();
                    return new ClosingClient(closed::incrementAndGet);
                });
        assertThat(seeds).hasValue(0);
        assertThat(clients).hasValue(1);

        for (int restore = 1; restore <= 2; restore++) {
            parts.hooks().afterRestore(null);

            assertThat(seeds).as("seeds drawn").hasValue(restore);
            assertThat(clients).as("clients made").hasValue(1 + restore);
            assertThat(closed).as("clients closed").hasValue(restore);
        }
    }

    @Test
    void aRenewalThatFailsFailsTheRestore() {
        SnapshotHooks hooks = new SnapshotHooks(
                () -> {},
                () -> {
                    throw new IllegalStateException("no client");
                },
                new ConsumerLog(clock, log::add));

        assertThatThrownBy(() -> hooks.afterRestore(null)).isInstanceOf(IllegalStateException.class);
        assertThat(log).isEmpty();
    }

    private SnapshotHooks hooks(RenewableStore store) {
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        return new SnapshotHooks(
                new Rehearsal(store, codec, clock, executor, 4), store::renew, new ConsumerLog(clock, log::add));
    }

    private static QueuedOrder order(String id) {
        Instant time = Instant.parse("2025-05-03T12:00:00Z");
        return QueuedOrder.of(new Order(id, "U1", "Laptop", 1, OrderStatus.NEW, time), time);
    }

    private record BrokenClient() implements DynamoDbClient {
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            throw new IllegalStateException("no TLS");
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Its writes neither end nor hear that they should. */
    private record DeafClient(CountDownLatch release) implements DynamoDbClient {
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException ignored) {
                    // As a name service that hangs.
                }
            }
            throw ConditionalCheckFailedException.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private record ClosingClient(Runnable onClose) implements DynamoDbClient {
        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {
            onClose.run();
        }
    }
}
