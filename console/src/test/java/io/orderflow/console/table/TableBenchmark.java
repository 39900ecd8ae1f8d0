package io.orderflow.console.table;

import io.orderflow.console.ui.Themes;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.StoredOrder;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/**
 * How long the window stands still at most, that is the longest time between two pulses, while 100,000 rows are loaded,
 * sorted, filtered, scrolled, added to and selected; and how long its thread was at work in such a time, which does not
 * depend on who else uses the machine. Idle is what the machine itself does to the pulses.
 */
public final class TableBenchmark {
    private static final int ROWS = 100_000;
    private static final String[] ITEMS = {
        "USB-C dock", "Mechanical keyboard", "27\" monitor", "Laptop 15\"", "Desk lamp"
    };
    private static final List<OrderStatus> STATUSES = List.of(OrderStatus.values());
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    private final PulseWatch watch;
    private RowsViewModel<OrderRow> model;
    private TableView<OrderRow> table;

    private TableBenchmark(PulseWatch watch) {
        this.watch = watch;
    }

    public static void main(String[] args) throws Exception {
        try (PulseWatch watch = new PulseWatch("table", ROWS)) {
            var benchmark = new TableBenchmark(watch);
            watch.onFx(benchmark::open);
            benchmark.run();
        }
    }

    private void run() throws Exception {
        List<OrderRow> rows = rows(0, ROWS);
        for (int round = 0; round < 2; round++) { // the first one warms up
            boolean told = round == 1;
            watch.onFx(() -> model.show(List.of()));
            watch.measure(told, "idle", () -> PulseWatch.pause(2000));
            watch.measure(told, "load", () -> watch.onFx(() -> model.show(rows)));
            watch.measure(told, "sort_by_text", () -> sort(2, SortType.ASCENDING));
            watch.measure(told, "sort_by_time_down", () -> sort(3, SortType.DESCENDING));
            watch.measure(told, "filter_typed", () -> type("status:new,shipped item~lap qty>=3"));
            watch.measure(told, "filter_cleared", () -> filter(""));
            watch.measure(told, "rows_come_in_sorted", () -> come(rows));
            watch.measure(
                    told, "unsort", () -> watch.onFx(() -> table.getSortOrder().clear()));
            watch.measure(told, "rows_come_in", () -> come(rows));
            watch.measure(told, "scroll", this::scroll);
            watch.measure(
                    told,
                    "select_all",
                    () -> watch.onFx(() -> table.getSelectionModel().selectAll()));
            watch.measure(
                    told,
                    "deselect",
                    () -> watch.onFx(() -> table.getSelectionModel().clearSelection()));
        }
    }

    private void open() {
        model = new RowsViewModel<>(
                "orders",
                OrderRow::orderId,
                OrderRow.KEYS,
                watch.runner(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                ZoneOffset.UTC,
                Memory.ofThisProcess());
        List<DataColumn<OrderRow, ?>> columns = List.of(
                new DataColumn<>("orderId", "Order", "", (OrderRow row) -> row.orderId(), 170, 80),
                new DataColumn<>("userId", "User", "", (OrderRow row) -> row.userId(), 110, 60),
                new DataColumn<>("itemName", "Item", "", (OrderRow row) -> row.itemName(), 250, 80).elastic(),
                new DataColumn<>("processedAt", "Stored", "", OrderRow::processedAt, 150, 80),
                new DataColumn<>("quantity", "Qty", "", (OrderRow row) -> row.quantity(), 90, 60),
                new DataColumn<>("status", "Status", "", (OrderRow row) -> row.status(), 120, 60));
        var texts = new Texts(Locale.ENGLISH);
        var data = new DataTable<>("orders", model, columns, OrderRow::fields, Memory.ofThisProcess(), texts);
        table = data.node();
        VBox.setVgrow(table, Priority.ALWAYS);
        var line = new FilterLine("filter", model, texts, "", table, data.columnsMenu());
        var scene = new Scene(new VBox(line, table), 1200, 800);
        Themes.style(scene);
        Themes.apply(scene, false);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        watch.start();
    }

    private void sort(int column, SortType type) throws Exception {
        watch.onFx(() -> {
            table.getColumns().get(column).setSortType(type);
            table.getSortOrder().setAll(List.of(table.getColumns().get(column)));
        });
    }

    private void type(String line) throws Exception {
        for (int end = 1; end <= line.length(); end++) {
            filter(line.substring(0, end));
            PulseWatch.pause(60);
        }
    }

    private void filter(String line) throws Exception {
        watch.onFx(() -> model.filterTextProperty().set(line));
    }

    /** Ten newer rows ten times a second. */
    private void come(List<OrderRow> rows) throws Exception {
        List<OrderRow> all = new ArrayList<>(rows);
        watch.onFx(() -> table.scrollTo(5000));
        for (int i = 0; i < 20; i++) {
            all.addAll(0, rows(ROWS + i * 10, ROWS + i * 10 + 10));
            List<OrderRow> now = List.copyOf(all);
            watch.onFx(() -> model.show(now));
            PulseWatch.pause(100);
        }
        watch.onFx(() -> model.show(rows));
    }

    private void scroll() throws Exception {
        for (int i = 0; i < 120; i++) {
            int to = i < 60 ? i * 3 : i * 800;
            watch.onFx(() -> table.scrollTo(to));
            PulseWatch.pause(16);
        }
    }

    private static List<OrderRow> rows(int from, int to) {
        List<OrderRow> rows = new ArrayList<>();
        for (int i = to - 1; i >= from; i--) {
            var random = new Random(i);
            Instant time = NOW.plusMillis(i * 100L - ROWS * 100L);
            var order = new Order(
                    "ORD-" + Integer.toString(i * 7919 + 1_000_000, 36).toUpperCase(Locale.ROOT),
                    "U" + random.nextInt(5000),
                    ITEMS[random.nextInt(ITEMS.length)],
                    1 + random.nextInt(20),
                    STATUSES.get(random.nextInt(STATUSES.size())),
                    time);
            rows.add(OrderRow.of(new StoredOrder(order, time.plusMillis(40 + random.nextInt(100)), time)));
        }
        return rows;
    }
}
