package io.orderflow.console.orders;

import io.orderflow.aws.BenchmarkServer;
import io.orderflow.aws.BenchmarkValues;
import io.orderflow.aws.DynamoDbOrderTable;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.table.DataColumn;
import io.orderflow.console.table.DataTable;
import io.orderflow.console.table.PulseWatch;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.LoadedOrders;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderReading;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.QueuedOrder;
import io.orderflow.store.StoredOrder;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What opening the tab takes, to the first 200 rows, with 10,000 and with 1,000,000 orders, beside the whole scan that other
 * tools do; and how long after its storing a row is in the tab at 500 changes a second, with how long the FX thread was at
 * work at a stretch meanwhile.
 */
public final class OrdersBenchmark {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int FIRST = 200;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 40;
    private static final int SHARDS = 4;
    private static final int PER_SECOND = 500;
    private static final int SECONDS = 60;
    private static final int BATCH = 25;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AwsClients clients;
    private final String name;
    private final DynamoDbOrderTable table;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private int stored;

    private OrdersBenchmark(AwsClients clients) {
        this.clients = clients;
        this.name = clients.dynamoDb().listTables().tableNames().get(0);
        this.table = new DynamoDbOrderTable(clients.dynamoDb(), name, SHARDS, clients.target());
    }

    public static void main(String[] args) throws Exception {
        try (BenchmarkServer server = new BenchmarkServer(null, true)) {
            var benchmark = new OrdersBenchmark(server.clients());
            benchmark.open();
            benchmark.heap();
            benchmark.follow();
            benchmark.threads.shutdownNow();
        }
        System.exit(0); // the toolkit
    }

    private void open() throws Exception {
        fill(FEW);
        double[] few = opened();
        double scanFew = scanned();
        fill(MANY);
        double[] many = opened();
        double scanMany = scanned();
        print("orders_open_10k", few[0], "ms");
        print("orders_open_1m", many[0], "ms");
        print("orders_open_1m_to_10k", many[0] / few[0], "times");
        print("orders_open_units_1m_to_10k", many[1] / few[1], "times");
        print("orders_scan_10k", scanFew, "ms");
        print("orders_scan_1m", scanMany, "ms");
    }

    /** The median time and the read units of the first rows. */
    private double[] opened() throws Exception {
        double[] times = new double[ROUNDS];
        double units = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            OrderSearch search = search(false);
            int found =
                    search.look(FIRST, 1e9, new OrderSearch.Watcher() {}).rows().size();
            table.size();
            if (found < FIRST) {
                throw new IllegalStateException("only " + found + " rows");
            }
            if (round >= 0) {
                times[round] = (System.nanoTime() - begun) / 1e6;
            }
            units = search.readUnits();
        }
        Arrays.sort(times);
        return new double[] {times[ROUNDS / 2], units};
    }

    private double scanned() throws Exception {
        long begun = System.nanoTime();
        int found = search(true)
                .look(Integer.MAX_VALUE, 1e9, new OrderSearch.Watcher() {})
                .rows()
                .size();
        if (found < stored) {
            throw new IllegalStateException(found + " rows of " + stored);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private OrderSearch search(boolean scan) throws Exception {
        Filter filter = OrderRow.KEYS.parse("", ZoneOffset.UTC);
        Instant now = Instant.now();
        return new OrderSearch(table, OrderPlan.of(filter, now, scan), filter, now, threads);
    }

    /** Rows as the consumer writes them, one a second back from now. */
    private void fill(int rows) throws Exception {
        Instant now = Instant.now();
        AtomicInteger next = new AtomicInteger(stored);
        var done = new CountDownLatch(16);
        for (int thread = 0; thread < 16; thread++) {
            threads.execute(() -> {
                for (int from = next.getAndAdd(BATCH); from < rows; from = next.getAndAdd(BATCH)) {
                    List<WriteRequest> writes = new ArrayList<>();
                    for (int i = from; i < Math.min(rows, from + BATCH); i++) {
                        StoredOrder row = row("F" + i, i, now.minusMillis(i * 1_000L / (rows / 10_000)));
                        writes.add(WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item(row)).build())
                                .build());
                    }
                    var unused =
                            clients.dynamoDb().batchWriteItem(request -> request.requestItems(Map.of(name, writes)));
                }
                done.countDown();
            });
        }
        done.await();
        stored = rows;
    }

    private static StoredOrder row(String id, int i, Instant at) {
        return new StoredOrder(
                new Order(id, "U" + i % 5000, "27\" monitor", 1 + i % 9, OrderStatus.NEW, at), at, at.minusMillis(18));
    }

    /** What a row takes in the list of the tab, and how much of it is its text: strings as a JVM with small pointers has them. */
    private void heap() throws Exception {
        long before = used();
        LoadedOrders loaded = new LoadedOrders(OrderReading.MOST);
        OrderSearch search = search(false);
        while (loaded.rows().size() < OrderReading.MOST) {
            loaded.merge(search.look(10_000, 1e9, new OrderSearch.Watcher() {}).rows(), row -> true);
        }
        List<OrderRow> rows = loaded.rows();
        double each = (double) (used() - before) / rows.size();
        double text = rows.stream()
                .mapToLong(row -> bytes(row.orderId()) + bytes(row.userId()) + bytes(row.itemName()))
                .average()
                .orElse(0);
        print("orders_heap_row", each, "bytes");
        print("orders_heap_row_beyond_text", each - text, "bytes");
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            PulseWatch.pause(200);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : 24 + (16 + text.length() + 7L) / 8 * 8;
    }

    private static Map<String, AttributeValue> item(StoredOrder row) {
        return OrdersTable.toItem(QueuedOrder.of(row.order(), row.sentAt()), row.processedAt(), SHARDS);
    }

    private static Stage stage(OrdersViewModel model) {
        List<DataColumn<OrderRow, ?>> columns = List.of(
                new DataColumn<>("orderId", "Order", "", (OrderRow row) -> row.orderId(), 170, 80),
                new DataColumn<>("userId", "User", "", (OrderRow row) -> row.userId(), 110, 60),
                new DataColumn<>("itemName", "Item", "", (OrderRow row) -> row.itemName(), 250, 80).elastic(),
                new DataColumn<>("processedAt", "Stored", "", OrderRow::processedAt, 150, 80));
        var data = new DataTable<>(
                "orders", model.table(), columns, OrderRow::fields, Memory.ofThisProcess(), new Texts(Locale.ENGLISH));
        var scene = new Scene(data.node(), 1200, 800);
        Themes.style(scene);
        Themes.apply(scene, false);
        var stage = new Stage();
        stage.setScene(scene);
        return stage;
    }

    private void follow() throws Exception {
        Map<String, Long> storedAt = new ConcurrentHashMap<>();
        List<Double> waits = new ArrayList<>();
        try (PulseWatch watch = new PulseWatch("orders_follow", PER_SECOND)) {
            OrdersViewModel[] made = new OrdersViewModel[1];
            watch.onFx(() -> {
                made[0] = new OrdersViewModel(
                        new OrderTools(table, List.of(), threads),
                        new FakeMonitor(),
                        watch.runner(),
                        Clock.systemUTC(),
                        INTERVAL,
                        ZoneOffset.UTC,
                        Memory.ofThisProcess());
                made[0].rowsProperty().subscribe(rows -> {
                    long now = System.nanoTime();
                    for (int i = 0; i < Math.min(rows.size(), 5 * PER_SECOND); i++) {
                        Long at = storedAt.remove(rows.get(i).orderId());
                        if (at != null) {
                            waits.add((now - at) / 1e6);
                        }
                    }
                });
                stage(made[0]).show();
                made[0].shown();
                watch.start();
            });
            PulseWatch.pause(4000);
            watch.measure(true, "changes", () -> change(storedAt));
            PulseWatch.pause(4000);
            int missing = storedAt.size();
            watch.onFx(made[0]::hidden);
            if (missing > 0) {
                throw new IllegalStateException(missing + " rows never came");
            }
        }
        waits.sort(null);
        print("orders_visible_p50", waits.get(waits.size() / 2), "ms");
        print("orders_visible_p99", waits.get(waits.size() * 99 / 100), "ms");
    }

    /** So many rows a second, in requests of 25. */
    private void change(Map<String, Long> storedAt) throws Exception {
        long begun = System.nanoTime();
        int sent = 0;
        while (sent < PER_SECOND * SECONDS) {
            long due = begun + sent * 1_000_000_000L / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            List<WriteRequest> writes = new ArrayList<>();
            Instant now = Instant.now();
            for (int i = sent; i < sent + BATCH; i++) {
                String id = "C" + i;
                writes.add(WriteRequest.builder()
                        .putRequest(
                                PutRequest.builder().item(item(row(id, i, now))).build())
                        .build());
                storedAt.put(id, System.nanoTime());
            }
            var unused = clients.dynamoDb().batchWriteItem(request -> request.requestItems(Map.of(name, writes)));
            sent += BATCH;
        }
    }

    private static void print(String name, double value, String unit) {
        var values = new BenchmarkValues();
        values.add(value);
        values.print(name, unit);
    }
}
