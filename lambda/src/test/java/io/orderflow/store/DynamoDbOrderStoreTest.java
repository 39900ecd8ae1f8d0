package io.orderflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrderStoreException.Kind;
import io.orderflow.store.StoreOutcome.Reason;
import io.orderflow.store.StoreOutcome.Replaced;
import io.orderflow.store.StoreOutcome.Stored;
import io.orderflow.store.StoreOutcome.Unchanged;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

class DynamoDbOrderStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:59:59.9999Z");
    private static final Instant SENT = Instant.parse("2026-11-22T23:59:58.999Z");
    private static final Instant NOON = Instant.parse("2025-05-03T12:00:00Z");
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static LocalTables tables;
    private static int orders;

    private final String id = "O" + ++orders;
    private final OrderStore store = store("Orders");

    @BeforeAll
    static void start() {
        tables = new LocalTables();
        tables.create("Orders");
    }

    @AfterAll
    static void stop() {
        tables.close();
    }

    @Test
    void storesARowAsSpecified() throws Exception {
        QueuedOrder event = event(NOON.plusMillis(5), "Laptop");

        assertThat(store.store(event, AT_MOST)).isEqualTo(new Stored(NOW));

        assertThat(row())
                .containsEntry("orderId", AttributeValue.fromS(id))
                .containsEntry("userId", AttributeValue.fromS("U123"))
                .containsEntry("itemName", AttributeValue.fromS("Laptop"))
                .containsEntry("quantity", AttributeValue.fromN("1"))
                .containsEntry("status", AttributeValue.fromS("NEW"))
                .containsEntry("timestamp", AttributeValue.fromS("2025-05-03T12:00:00.005Z"))
                .containsEntry("processedAt", AttributeValue.fromS("2026-11-22T23:59:59.999Z"))
                .containsEntry("dayShard", AttributeValue.fromS(OrdersTable.dayShard(NOW, id, 4)))
                .containsEntry("eventHash", AttributeValue.fromS(OrdersTable.eventHash(event.order())))
                .containsEntry("sentAt", AttributeValue.fromS("2026-11-22T23:59:58.999Z"))
                .hasSize(10);
        assertThat(OrdersTable.fromItem(row()))
                .isEqualTo(new StoredOrder(event.order(), Instant.parse("2026-11-22T23:59:59.999Z"), SENT));
    }

    @Test
    void anEventOfAnUnknownTimeOfSendingLeavesAGap() throws Exception {
        Order order = event(NOON, "Laptop").order();

        store.store(QueuedOrder.of(order, null), AT_MOST);

        assertThat(row()).doesNotContainKey("sentAt").hasSize(9);
        assertThat(OrdersTable.fromItem(row()).sentAt()).isNull();
    }

    @Test
    void anEventThatComesAgainKeepsTheTimeOfItsFirstSending() {
        QueuedOrder first = event(NOON, "Laptop");

        store.store(first, AT_MOST);
        store.store(QueuedOrder.of(first.order(), SENT.plusSeconds(60)), AT_MOST);

        assertThat(row()).containsEntry("sentAt", AttributeValue.fromS("2026-11-22T23:59:58.999Z"));
    }

    @Test
    void aReplacedRowLeavesNoTimeOfTheOldOneBehind() {
        store.store(event(NOON, "first"), AT_MOST);
        store.store(QueuedOrder.of(event(NOON.plusMillis(1), "newer").order(), null), AT_MOST);

        assertThat(row()).doesNotContainKey("sentAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "2026-11-22"})
    void aTimeOfSendingThatCannotBeReadIsNone(String sentAt) throws Exception {
        Map<String, AttributeValue> row =
                new HashMap<>(OrdersTable.toItem(event(NOON, "Laptop"), NOW, OrdersTable.DEFAULT_SHARDS));
        row.put("sentAt", AttributeValue.fromS(sentAt));

        assertThat(OrdersTable.fromItem(row).sentAt()).isNull();
    }

    @Test
    void storedAfterIsFromTheQueueIntoTheTable() {
        Order order = event(NOON, "Laptop").order();

        assertThat(new StoredOrder(order, NOW, NOW.minusMillis(18)).storedAfter())
                .isEqualTo(Duration.ofMillis(18));
        assertThat(new StoredOrder(order, NOW, NOW).storedAfter()).isZero();
        assertThat(new StoredOrder(order, NOW, NOW.plusMillis(1)).storedAfter()).isNull();
        assertThat(new StoredOrder(order, NOW, null).storedAfter()).isNull();
        assertThat(new StoredOrder(order, null, NOW).storedAfter()).isNull();
    }

    @Test
    void aNewerEventReplacesTheRowAndAnOlderOneChangesNothing() {
        QueuedOrder first = event(NOON, "first");
        QueuedOrder newer = event(NOON.plusMillis(1), "newer");

        assertThat(store.store(first, AT_MOST)).isEqualTo(new Stored(NOW));
        assertThat(store.store(first, AT_MOST)).isEqualTo(new Unchanged(Reason.DUPLICATE));
        assertThat(store.store(newer, AT_MOST)).isEqualTo(new Replaced(NOW));
        assertThat(store.store(first, AT_MOST)).isEqualTo(new Unchanged(Reason.SUPERSEDED));
        assertThat(row()).containsEntry("itemName", AttributeValue.fromS("newer"));
    }

    @Test
    void aTieEndsTheSameWhateverComesFirst() {
        QueuedOrder one = event(NOON, "one");
        QueuedOrder other = event(NOON, "other");
        QueuedOrder winner = one.hash().compareTo(other.hash()) > 0 ? one : other;
        QueuedOrder loser = winner.equals(one) ? other : one;

        store.store(loser, AT_MOST);

        assertThat(store.store(winner, AT_MOST)).isEqualTo(new Replaced(NOW));
        assertThat(store.store(loser, AT_MOST)).isEqualTo(new Unchanged(Reason.SUPERSEDED));
    }

    @ParameterizedTest
    @CsvSource({
        // Each of these sorts wrongly as text.
        "2025-05-03T14:30:00+02:00, false",
        "2025-05-03T13:30:00+02:00, true",
        "2025-05-03T07:30:00-05:00, false",
        "2025-05-03T06:30:00-05:00, true",
        "2025-05-03T11:59:59Z, true",
        "2025-05-03T12:00:01Z, false",
        "2025-05-03T11:59:59, true",
        "2025-05-03T14:30:00+0200, false",
        "2025-05-03T13:30:00+0200, true",
        "2025-05-03T13:30:00+02, true",
        "'2025-05-03T11:59:59,999Z', true",
        "'2025-05-03T12:00:00,001Z', false",
        "'2025-05-03T12:00:00,001', false",
        "2025-05-03T12:01, false",
        "1746273599, true",
        "1746273601, false",
        "1746273599999, true",
        "long ago, true",
    })
    void timesThatOthersWroteAreComparedAsTimes(String foreign, boolean older) {
        put(Map.of("userId", "them", "timestamp", foreign));

        StoreOutcome outcome = store.store(event(NOON, "ours"), AT_MOST);

        if (older) {
            assertThat(outcome).isEqualTo(new Replaced(NOW));
        } else {
            assertThat(outcome).isEqualTo(new Unchanged(Reason.SUPERSEDED));
        }
        assertThat(row().containsKey("itemName")).isEqualTo(older);
    }

    @Test
    void rowsWithoutATimeAreReplaced() {
        tables.client().putItem(put -> put.tableName("Orders")
                .item(Map.of(
                        "orderId", AttributeValue.fromS(id),
                        "userId", AttributeValue.fromS("them"),
                        "note", AttributeValue.fromBool(true))));

        assertThat(store.store(event(NOON, "ours"), AT_MOST)).isEqualTo(new Replaced(NOW));
        assertThat(store.store(event(NOON, "ours"), AT_MOST)).isEqualTo(new Unchanged(Reason.DUPLICATE));
    }

    @Test
    void aRowThatIsGoneWhenItsFailureComesIsWrittenAnew() {
        List<PutItemRequest> writes = new ArrayList<>();
        DynamoDbOrderStore vanished =
                new DynamoDbOrderStore(new VanishingRow(writes, 1), "Orders", 4, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(vanished.store(event(NOON, "ours"), AT_MOST)).isEqualTo(new Stored(NOW));
        assertThat(writes)
                .hasSize(2)
                .extracting(PutItemRequest::conditionExpression)
                .containsOnly(writes.get(0).conditionExpression());
    }

    @Test
    void whatFailedBeforeItGaveUpIsKept() {
        DynamoDbOrderStore contended = new DynamoDbOrderStore(
                new VanishingRow(new ArrayList<>(), 100), "Orders", 4, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThatThrownBy(() -> contended.store(event(NOON, "ours"), AT_MOST))
                .isInstanceOf(OrderStoreException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .hasSize(8)
                        .hasOnlyElementsOfType(ConditionalCheckFailedException.class));
    }

    @Test
    void anEqualOrderThatOthersWroteIsADuplicate() {
        put(Map.of(
                "userId", "U123",
                "itemName", "Laptop",
                "quantity", "1",
                "status", "new",
                "timestamp", "2025-05-03T14:00:00+02:00"));

        assertThat(store.store(event(NOON, "Laptop"), AT_MOST)).isEqualTo(new Unchanged(Reason.DUPLICATE));
    }

    @Test
    void aMissingTableIsAMatterOfConfiguration() {
        assertThatThrownBy(() -> store("Nowhere").store(event(NOON, "x"), AT_MOST))
                .isInstanceOfSatisfying(OrderStoreException.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(Kind.CONFIGURATION);
                    assertThat(failed.code()).isEqualTo("ResourceNotFoundException");
                    assertThat(failed)
                            .hasMessageContaining("Nowhere does not exist")
                            .hasMessageNotContaining("U123");
                });
    }

    @Test
    void anEndpointThatIsAwayIsTransientAndEndsInTime() {
        DynamoDbClient away = tables.clientWith(builder -> builder.endpointOverride(URI.create("http://127.0.0.1:1")));
        OrderStore unreachable = new DynamoDbOrderStore(away, "Orders", 4, Clock.systemUTC());
        long start = System.nanoTime();

        assertThatThrownBy(() -> unreachable.store(event(NOON, "x"), Duration.ofMillis(300)))
                .isInstanceOfSatisfying(OrderStoreException.class, failed -> assertThat(failed.kind())
                        .isEqualTo(Kind.TRANSIENT));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        away.close();
    }

    @Test
    void anEndpointThatNeverAnswersEndsInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            DynamoDbClient client = tables.clientWith(builder -> builder.endpointOverride(endpoint));
            OrderStore slow = new DynamoDbOrderStore(client, "Orders", 4, Clock.systemUTC());
            long start = System.nanoTime();

            assertThatThrownBy(() -> slow.store(event(NOON, "x"), Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(OrderStoreException.class, failed -> assertThat(failed.code())
                            .isEqualTo("Timeout"));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void shardsOfADayAreEvenlyUsed(int shards) {
        List<String> all = OrdersTable.dayShards(OrdersTable.day(NOW), shards);
        Map<String, Integer> used = new HashMap<>();
        for (int i = 0; i < 7_000; i++) {
            used.merge(OrdersTable.dayShard(NOW, "O" + 10 * i, shards), 1, Integer::sum);
        }

        assertThat(used.keySet()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(used.values()).allMatch(count -> count > 0.8 * 7_000 / shards);
        assertThat(all.get(0)).isEqualTo("2026-11-22#0");
    }

    @Test
    void rowsThatAreNoOrdersSayWhy() {
        Map<String, AttributeValue> row = Map.of(
                "orderId", AttributeValue.fromS("X 1"),
                "userId", AttributeValue.fromS("u"),
                "itemName", AttributeValue.fromBool(true),
                "quantity", AttributeValue.fromN("1.5"),
                "status", AttributeValue.fromS("PENDING"),
                "timestamp", AttributeValue.fromS("2025-05-03T12:00:00Z"));

        assertThatThrownBy(() -> OrdersTable.fromItem(row))
                .isInstanceOfSatisfying(UnreadableRowException.class, unreadable -> {
                    assertThat(unreadable.orderId()).contains("X 1");
                    assertThat(unreadable.faults())
                            .extracting(fault -> fault.field())
                            .containsExactly("orderId", "itemName", "quantity", "status");
                });
    }

    private OrderStore store(String table) {
        return new DynamoDbOrderStore(tables.client(), table, 4, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private QueuedOrder event(Instant time, String item) {
        return QueuedOrder.of(new Order(id, "U123", item, 1, OrderStatus.NEW, time), SENT);
    }

    private Map<String, AttributeValue> row() {
        return tables.client()
                .getItem(get -> get.tableName("Orders").key(Map.of("orderId", AttributeValue.fromS(id))))
                .item();
    }

    private void put(Map<String, String> texts) {
        Map<String, AttributeValue> item = new HashMap<>();
        texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        item.put("orderId", AttributeValue.fromS(id));
        tables.client().putItem(put -> put.tableName("Orders").item(item));
    }

    /** Its first writes fail their condition on a row that is not there any more. */
    private record VanishingRow(List<PutItemRequest> writes, int failing) implements DynamoDbClient {
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            writes.add(request);
            if (writes.size() <= failing) {
                throw ConditionalCheckFailedException.builder().build();
            }
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }
}
