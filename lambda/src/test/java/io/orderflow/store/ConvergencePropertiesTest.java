package io.orderflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Any permutation and duplication of a set of events ends in the same table. */
class ConvergencePropertiesTest {
    private static final Duration AT_MOST = Duration.ofSeconds(10);
    private static final Instant NOON = Instant.parse("2025-05-03T12:00:00Z");
    private static final AtomicInteger TRIES = new AtomicInteger();

    private static LocalTables tables;
    private static ExecutorService workers;

    /** An event, its order numbered within the try. */
    record Event(int order, int minutes, int item, OrderStatus status) {
        Order of(String run) {
            return new Order(run + "-" + order, "U1", "item " + item, 1, status, NOON.plusSeconds(60L * minutes));
        }
    }

    @BeforeContainer
    static void start() {
        tables = new LocalTables();
        tables.create("one");
        tables.create("other");
        workers = Executors.newFixedThreadPool(4);
    }

    @AfterContainer
    static void stop() {
        workers.shutdownNow();
        tables.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void anyOrderAndRepetitionEndsInTheSameTable(@ForAll("events") List<Event> events, @ForAll long seed)
            throws Exception {
        String run = "r" + TRIES.incrementAndGet();
        storeAll("one", run, events);
        storeAll("other", run, shuffledAndRepeated(events, seed));

        assertSameRows(run, events);
        for (Event event : events) {
            Instant newest = events.stream()
                    .filter(same -> same.order() == event.order())
                    .map(same -> same.of(run).timestamp())
                    .max(Instant::compareTo)
                    .orElseThrow();
            Order stored =
                    OrdersTable.fromItem(row("one", run + "-" + event.order())).order();
            assertThat(stored.timestamp()).isEqualTo(newest);
            assertThat(events.stream().map(same -> same.of(run))).contains(stored);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void soItDoesWhenWritersRace(@ForAll("events") List<Event> events, @ForAll long seed) throws Exception {
        String run = "p" + TRIES.incrementAndGet();
        storeAll("one", run, events);
        List<Future<StoreOutcome>> writes = new ArrayList<>();
        for (Event event : shuffledAndRepeated(events, seed)) {
            writes.add(workers.submit(() -> store("other").store(QueuedOrder.of(event.of(run), null), AT_MOST)));
        }
        for (Future<StoreOutcome> write : writes) {
            write.get();
        }

        assertSameRows(run, events);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void soItDoesOverRowsThatOthersWrote(
            @ForAll("events") List<Event> events, @ForAll("foreignTimes") String time, @ForAll long seed) {
        String run = "a" + TRIES.incrementAndGet();
        for (String table : List.of("one", "other")) {
            for (Event event : events) {
                adopt(table, run + "-" + event.order(), time);
            }
        }
        storeAll("one", run, events);
        storeAll("other", run, shuffledAndRepeated(events, seed));

        assertSameRows(run, events);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(OrderStatus.class))
                .as(Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> foreignTimes() {
        return Arbitraries.of(
                "2025-05-03T12:01:00Z",
                "2025-05-03T12:01:00.000Z",
                "2025-05-03T14:02:30+02:00",
                "2025-05-03T07:02:30-05:00",
                "2025-05-03T12:00:30",
                "1746273690",
                "yesterday",
                "zzz");
    }

    private static List<Event> shuffledAndRepeated(List<Event> events, long seed) {
        Random random = new Random(seed);
        List<Event> all = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i++) {
            all.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static void storeAll(String table, String run, List<Event> events) {
        events.forEach(event -> store(table).store(QueuedOrder.of(event.of(run), null), AT_MOST));
    }

    private static OrderStore store(String table) {
        return new DynamoDbOrderStore(tables.client(), table, 4, Clock.systemUTC());
    }

    private static void adopt(String table, String orderId, String time) {
        Map<String, AttributeValue> item = Map.of(
                "orderId", AttributeValue.fromS(orderId),
                "userId", AttributeValue.fromS("U1"),
                "itemName", AttributeValue.fromS("item 2"),
                "quantity", AttributeValue.fromN("1"),
                "status", AttributeValue.fromS("shipped"),
                "timestamp", AttributeValue.fromS(time));
        tables.client().putItem(put -> put.tableName(table).item(item));
    }

    private static void assertSameRows(String run, List<Event> events) {
        for (int order : events.stream().map(Event::order).collect(Collectors.toSet())) {
            String id = run + "-" + order;
            assertThat(row("other", id)).isNotEmpty().isEqualTo(row("one", id));
        }
    }

    /** A row without what tells when it was written. */
    private static Map<String, AttributeValue> row(String table, String orderId) {
        Map<String, AttributeValue> row = new HashMap<>(tables.client()
                .getItem(get -> get.tableName(table).key(Map.of("orderId", AttributeValue.fromS(orderId))))
                .item());
        row.remove("processedAt");
        row.remove("dayShard");
        return row;
    }
}
