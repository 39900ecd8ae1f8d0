package io.orderflow.console.orders;

import static io.orderflow.console.orders.OrderCells.column;

import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.console.shell.Navigator;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Sides;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of recent orders and, at its right, the details of the selected one. */
public final class OrdersView {
    private static final int USER_WIDTH = 64;
    private static final int QUANTITY_WIDTH = 88;
    private static final int STATUS_WIDTH = 112;
    private static final int STORED_WIDTH = 92;
    private static final int AFTER_WIDTH = 72;
    private static final double LEAST_WIDTH = 440;
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final OrdersViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final Formats formats;
    private final Node node;
    private final TableView<OrderRow> table = new TableView<>();
    private final ObservableList<OrderRow> items = FXCollections.observableArrayList();
    private final Label footer = new Label();
    private final Hyperlink further = new Hyperlink();
    private boolean restoring;

    public OrdersView(OrdersViewModel model, Navigator navigator, Texts texts, Formats formats) {
        this.model = model;
        this.navigator = navigator;
        this.texts = texts;
        this.formats = formats;
        var banner = new ErrorBanner().action(texts.get("ui.retry"), model::refresh);
        banner.messageProperty().bind(model.faultProperty());
        buildTable();
        var panel = new VBox(table);
        panel.getStyleClass().add("panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        footer.getStyleClass().add("muted");
        further.setOnAction(event -> model.lookFurther());
        var bottom = new HBox(6, footer, further);
        bottom.setAlignment(Pos.CENTER_LEFT);
        var left = new VBox(banner, panel, bottom);
        left.getStyleClass().add("tab-pad");
        left.setMinWidth(LEAST_WIDTH);
        node = new Sides("orders-sides", left, new OrderDetailsView(model, texts, formats).node()).node();
        model.rowsProperty().subscribe(this::show);
        model.selectedProperty().subscribe(row -> restoreSelection());
        model.stateProperty().subscribe(state -> showState());
        model.daysProperty().subscribe(days -> showState());
    }

    public Node node() {
        return node;
    }

    private void buildTable() {
        table.setId("orders");
        table.getStyleClass().add("grid");
        table.setAccessibleText(texts.get("shell.tab.orders"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<OrderRow, String> order =
                column(texts.get("orders.column.order"), row -> row.order().orderId(), 170, "mono");
        TableColumn<OrderRow, String> user =
                column(texts.get("orders.column.user"), row -> row.order().userId(), 110);
        TableColumn<OrderRow, String> item =
                column(texts.get("orders.column.item"), row -> row.order().itemName(), 250);
        TableColumn<OrderRow, Integer> quantity =
                column(texts.get("orders.column.quantity"), row -> row.order().quantity(), 80, "number");
        OrderCells.text(quantity, number -> formats.number(number));
        TableColumn<OrderRow, OrderStatus> status =
                column(texts.get("orders.column.status"), row -> row.order().status(), 125);
        OrderCells.pill(status);
        TableColumn<OrderRow, Instant> stored =
                column(texts.get("orders.column.stored"), OrderRow::processedAt, 120, "muted");
        OrderCells.relative(
                stored, model.nowProperty(), formats::ago, time -> formats.local(time) + "\n" + formats.utc(time));
        TableColumn<OrderRow, Duration> after =
                column(texts.get("orders.column.after"), OrderRow::after, 95, "number", "muted");
        OrderCells.text(after, formats::duration);
        user.setMinWidth(USER_WIDTH);
        quantity.setMinWidth(QUANTITY_WIDTH); // what is short is never cut; ids and names give way
        status.setMinWidth(STATUS_WIDTH);
        stored.setMinWidth(STORED_WIDTH);
        after.setMinWidth(AFTER_WIDTH);
        table.getColumns().setAll(List.of(order, user, item, quantity, status, stored, after));
        table.setRowFactory(ignored -> OrderCells.row(model.nowProperty()));
        var sorted = new SortedList<>(items);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().selectedItemProperty().addListener((property, before, row) -> {
            if (!restoring) {
                model.select(row == null ? null : row.order().orderId());
            }
        });
        table.setOnKeyPressed(event -> {
            OrderRow row = table.getSelectionModel().getSelectedItem();
            if (row != null && COPY.match(event)) {
                var content = new ClipboardContent();
                content.putString(row.order().orderId());
                Clipboard.getSystemClipboard().setContent(content);
                event.consume();
            }
        });
    }

    /** One list update a read; selection by id and the row at the top edge stay where they are. */
    private void show(List<OrderRow> rows) {
        String top = rowAtTopEdge();
        restoring = true;
        try {
            items.setAll(rows);
        } finally {
            restoring = false;
        }
        restoreSelection();
        if (top != null) {
            scrollTo(top);
        }
        showState();
    }

    private void restoreSelection() {
        OrderRow row = model.selectedProperty().get();
        restoring = true;
        try {
            if (row == null) {
                table.getSelectionModel().clearSelection();
            } else if (!row.equals(table.getSelectionModel().getSelectedItem())) {
                table.getSelectionModel().select(row);
            }
        } finally {
            restoring = false;
        }
    }

    /** The id of the first row in sight, or null while the table is at its top and shall stay there. */
    private @Nullable String rowAtTopEdge() {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() > 0
                && flow.getFirstVisibleCell().getIndex() < table.getItems().size()) {
            return table.getItems()
                    .get(flow.getFirstVisibleCell().getIndex())
                    .order()
                    .orderId();
        }
        return null;
    }

    private void scrollTo(String orderId) {
        List<OrderRow> shown = table.getItems();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).order().orderId().equals(orderId)) {
                table.scrollTo(i);
                return;
            }
        }
    }

    private void showState() {
        State state = model.stateProperty().get();
        int count = items.size();
        int days = model.daysProperty().get();
        table.setPlaceholder(placeholder(state, days));
        footer.setText(count == 0 ? "" : texts.get("orders.footer", count, days));
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
