package io.orderflow.console.orders;

import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.console.shell.Navigator;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.table.DataColumn;
import io.orderflow.console.table.DataTable;
import io.orderflow.console.table.FilterLine;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Sides;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of recent orders and, at its right, the details of the selected one. */
public final class OrdersView {
    private static final double LEAST_WIDTH = 440;

    private final OrdersViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final Formats formats;
    private final Node node;
    private final TableView<OrderRow> table;
    private final Label footer = new Label();
    private final Hyperlink further = new Hyperlink();

    public OrdersView(
            OrdersViewModel model,
            Navigator navigator,
            Memory memory,
            Texts texts,
            FaultTexts faults,
            Formats formats) {
        this.model = model;
        this.navigator = navigator;
        this.texts = texts;
        this.formats = formats;
        var banner = new ErrorBanner().action(texts.get("ui.retry"), model::refresh);
        model.faultProperty().subscribe(banner.faults(texts, faults));
        var data = new DataTable<>("orders", model.table(), columns(), OrderRow::fields, memory, texts);
        table = data.node();
        table.setAccessibleText(texts.get("shell.tab.orders"));
        table.setRowFactory(ignored -> OrderCells.row(model.nowProperty()));
        var filter = new FilterLine(
                "orders-filter", model.table(), texts, texts.get("orders.filter"), table, data.columnsMenu());
        var panel = new VBox(table);
        panel.getStyleClass().add("panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        footer.getStyleClass().add("muted");
        further.setOnAction(event -> model.lookFurther());
        var bottom = new HBox(6, footer, further);
        bottom.setAlignment(Pos.CENTER_LEFT);
        var left = new VBox(filter, banner, panel, bottom);
        left.getStyleClass().add("tab-pad");
        left.setMinWidth(LEAST_WIDTH);
        node = new Sides("orders-sides", left, new OrderDetailsView(model, texts, formats).node()).node();
        model.table().shownProperty().subscribe(rows -> showState());
        model.table().filterProperty().subscribe(rows -> showState());
        table.comparatorProperty().subscribe(sort -> showState());
        model.stateProperty().subscribe(state -> showState());
        model.daysProperty().subscribe(days -> showState());
    }

    public Node node() {
        return node;
    }

    private List<DataColumn<OrderRow, ?>> columns() {
        var quantity = column("quantity", row -> row.order().quantity(), 94, 92, "number");
        OrderCells.text(quantity, number -> formats.number(number), "");
        var status = column("status", row -> row.order().status(), 125, 112);
        OrderCells.pill(status);
        var stored = column("processedAt", OrderRow::processedAt, 120, 94, "muted");
        OrderCells.relative(
                stored, model.nowProperty(), formats::ago, time -> formats.local(time) + "\n" + formats.utc(time));
        Function<OrderRow, @Nullable Duration> storedAfter = OrderRow::storedAfter;
        var after = column("after", storedAfter, 95, 72, "number", "muted");
        OrderCells.text(after, formats::duration, formats.duration(null));
        return List.of( // all of them fit into the smallest window, and an id as people make them is not cut there
                column("orderId", row -> row.order().orderId(), 170, 116, "mono"),
                column("userId", row -> row.order().userId(), 110, 56),
                column("itemName", row -> row.order().itemName(), 250, 66).elastic(),
                quantity,
                status,
                stored,
                after);
    }

    private <V extends Comparable<? super V>> DataColumn<OrderRow, V> column(
            String key, Function<OrderRow, ? extends @Nullable V> value, double width, double least, String... styles) {
        String title = "orders.column." + key;
        return new DataColumn<>(key, texts.get(title), texts.get(title + ".hint"), value, width, least, styles);
    }

    private void showState() {
        State state = model.stateProperty().get();
        int count = model.rowsProperty().get().size();
        int days = model.daysProperty().get();
        boolean filtered = !model.table().filterProperty().get().isEmpty();
        table.setPlaceholder(
                filtered && count > 0
                        ? new EmptyState(Feather.FILTER, texts.get("table.none"), texts.get("table.none.hint", count))
                        : placeholder(state, days));
        String key = filtered ? "orders.footer.filtered" : "orders.footer";
        String footed = texts.get(key, count, days, table.getItems().size());
        boolean sorted = !table.getSortOrder().isEmpty();
        footer.setText(count == 0 ? "" : sorted ? footed : texts.get("orders.footer.newest", footed));
        footer.setManaged(count > 0);
        boolean fewer = state == State.READY && count < OrdersViewModel.FIRST;
        further.setText(texts.get("orders.further"));
        further.setVisible(fewer);
        further.setManaged(fewer);
    }

    private Node placeholder(State state, int days) {
        return switch (state) {
            case LOADING -> {
                var spinner = new ProgressIndicator();
                spinner.setMaxSize(28, 28);
                var box = new VBox(12, spinner, new Label(texts.get("orders.loading")));
                box.setAlignment(Pos.CENTER);
                yield box;
            }
            case READY ->
                new EmptyState(Feather.INBOX, texts.get("orders.empty"), texts.get("orders.empty.hint", days))
                        .action(texts.get("orders.empty.action"), () -> navigator.show(Tab.PLACE_ORDER));
            case MISSING ->
                new EmptyState(Feather.TOOL, texts.get("orders.missing"), texts.get("orders.missing.hint"))
                        .action(texts.get("orders.missing.action"), () -> navigator.show(Tab.SETUP));
            case FAILED ->
                new EmptyState(Feather.CLOUD_OFF, texts.get("orders.failed"), texts.get("orders.failed.hint"));
        };
    }
}
