package io.orderflow.console.orders;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.console.shell.Navigator;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.TabLink;
import io.orderflow.console.table.DataColumn;
import io.orderflow.console.table.DataTable;
import io.orderflow.console.table.FilterLine;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Sides;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of orders and, at its right, what there is to the selected one. */
public final class OrdersView {
    private static final double LEAST_WIDTH = 440;

    private final OrdersViewModel model;
    private final Navigator navigator;
    private final Texts texts;
    private final Formats formats;
    private final OrdersActions actions;
    private final Node node;
    private final TableView<OrderRow> table;

    /** @param changes what became of a change of status; takes no room where there is none */
    public OrdersView(
            OrdersViewModel model,
            OrderDetailsViewModel details,
            OrderCompareViewModel comparison,
            OrderFilesViewModel files,
            OrdersActions actions,
            Node changes,
            Navigator navigator,
            Memory memory,
            Texts texts,
            FaultTexts faults,
            Formats formats) {
        this.model = model;
        this.navigator = navigator;
        this.texts = texts;
        this.formats = formats;
        this.actions = actions;
        var banner = new ErrorBanner().action(texts.get("ui.retry"), model::refresh);
        model.faultProperty().subscribe(banner.faults(texts, faults));
        var exporting = new ErrorBanner();
        files.faultProperty().subscribe(exporting.faults(texts, faults));
        var data = new DataTable<>("orders", model.table(), columns(), OrderRow::fields, memory, texts);
        data.follow(model.news().atTopProperty(), model::readOn);
        data.offer(List.of(actions.status(), actions.another(), actions.compare()));
        table = data.node();
        table.setAccessibleText(texts.get("shell.tab.orders"));
        table.setRowFactory(ignored -> OrderCells.row(model.nowProperty(), model.news()));
        table.getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>) change -> {
            List<OrderRow> chosen = table.getSelectionModel().getSelectedItems();
            model.picked().select(() -> List.copyOf(chosen), chosen.size());
            boolean two = chosen.size() == 2;
            comparison
                    .selectedProperty()
                    .set(two ? chosen.stream().map(OrderRow::orderId).toList() : List.of());
        });
        var filter = new FilterLine(
                "orders-filter",
                model.table(),
                texts,
                texts.get("orders.filter"),
                table,
                data.columnsMenu(),
                new ActionButton(actions.export(), texts),
                new ActionButton(actions.pause(), texts));
        var panel = new VBox(table);
        panel.getStyleClass().add("panel");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        var left = new VBox(
                filter,
                banner,
                exporting,
                changes,
                plan(data),
                panel,
                new OrdersFooter(model, actions, texts, formats));
        left.getStyleClass().add("tab-pad");
        left.setMinWidth(LEAST_WIDTH);
        var side = new OrderDetailsView(
                model, details, List.of(actions.status(), actions.another(), actions.compare()), texts, formats);
        node = new Sides("orders-sides", left, side.node()).node();
        model.table().shownProperty().subscribe(rows -> showState());
        model.stateProperty().subscribe(state -> showState());
        model.standingProperty().subscribe(standing -> showState());
        model.readingProperty().subscribe(reading -> showState());
    }

    public Node node() {
        return node;
    }

    /** In which order and how they are read, and how many came in above. */
    private Node plan(DataTable<OrderRow> data) {
        var words = new Label();
        words.getStyleClass().add("muted");
        words.setId("orders-plan");
        var above = new Button("", Icons.small(Feather.ARROW_UP));
        above.setId("orders-new");
        above.getStyleClass().addAll("small", "accent", "button-outlined", "rounded");
        above.setOnAction(event -> data.toTop());
        Runnable news = () -> {
            int count = model.news().aboveProperty().get();
            above.setText(texts.get("orders.new", count));
            // sorted by something else they are anywhere
            above.setVisible(count > 0 && table.getSortOrder().isEmpty());
        };
        model.news().aboveProperty().subscribe(news);
        table.getSortOrder().addListener((ListChangeListener<Object>) change -> news.run());
        news.run();
        Runnable show = () -> {
            var standing = model.standingProperty().get();
            boolean sorted = !table.getSortOrder().isEmpty();
            words.setText(
                    standing == null
                            ? ""
                            : texts.get(
                                    "orders.plan",
                                    texts.get(sorted ? "orders.plan.sorted" : "orders.plan.newest"),
                                    texts.get("orders.plan." + standing.plan().index()),
                                    model.readUnitsProperty().get()));
        };
        model.standingProperty().subscribe(show);
        model.readUnitsProperty().subscribe(units -> show.run());
        table.getSortOrder().addListener((ListChangeListener<Object>) change -> show.run());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var line = new HBox(8, words, gap, above);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private List<DataColumn<OrderRow, ?>> columns() {
        var orderId = column("orderId", OrderRow::orderId, 214, 116, "mono"); // one that an import made is not cut
        OrderCells.id(orderId, this::wrong);
        Function<OrderRow, @Nullable String> user = OrderRow::userId;
        var userId = column("userId", user, 110, 56);
        OrderCells.value(userId, "userId", text -> text);
        Function<OrderRow, @Nullable String> item = OrderRow::itemName;
        var itemName = column("itemName", item, 200, 66).elastic();
        OrderCells.value(itemName, "itemName", text -> text);
        Function<OrderRow, @Nullable Integer> number = OrderRow::quantity;
        var quantity = column("quantity", number, 94, 92, "number");
        OrderCells.value(quantity, "quantity", value -> formats.number(value));
        Function<OrderRow, @Nullable OrderStatus> word = OrderRow::status;
        var status = column("status", word, 125, 112);
        OrderCells.pill(status);
        Function<OrderRow, @Nullable Instant> processedAt = OrderRow::processedAt;
        var stored = column("processedAt", processedAt, 130, 94, "muted");
        OrderCells.relative(
                stored, model.nowProperty(), formats::ago, time -> formats.local(time) + "\n" + formats.utc(time));
        Function<OrderRow, @Nullable Duration> storedAfter = OrderRow::storedAfter;
        var after = column("after", storedAfter, 95, 72, "number", "muted");
        OrderCells.text(after, formats::duration, formats.duration(null));
        return List.of(orderId, userId, itemName, quantity, status, stored, after); // they fit the smallest window
    }

    private String wrong(OrderRow row) {
        return texts.get(
                "orders.details.odd",
                row.faults().stream().map(OrderFault::message).collect(Collectors.joining("\n")));
    }

    private <V extends Comparable<? super V>> DataColumn<OrderRow, V> column(
            String key, Function<OrderRow, ? extends @Nullable V> value, double width, double least, String... styles) {
        String title = "orders.column." + key;
        return new DataColumn<>(key, texts.get(title), texts.get(title + ".hint"), value, width, least, styles);
    }

    /** Rows that were looked at, whether they passed or not. */
    private long read() {
        var standing = model.standingProperty().get();
        return standing == null ? 0 : standing.seen();
    }

    private void showState() {
        boolean filtered = !model.table().filterProperty().get().isEmpty();
        table.setPlaceholder(
                filtered && model.stateProperty().get() == State.READY
                        ? model.readingProperty().get()
                                ? loading()
                                : new EmptyState(
                                        Feather.FILTER, texts.get("table.none"), texts.get("orders.none.hint", read()))
                        : placeholder(model.stateProperty().get()));
    }

    private Node loading() {
        var spinner = new ProgressIndicator();
        spinner.setMaxSize(28, 28);
        var box = new VBox(12, spinner, new Label(texts.get("orders.loading")));
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private Node placeholder(State state) {
        return switch (state) {
            case LOADING -> loading();
            case READY ->
                outside() > 0
                        ? new EmptyState(
                                        Feather.DATABASE,
                                        texts.get("orders.outside", outside()),
                                        texts.get("orders.outside.hint"))
                                .action(actions.scan(), texts)
                        : new EmptyState(Feather.INBOX, texts.get("orders.empty"), texts.get("orders.empty.hint"))
                                .action(link("orders-empty-place", "orders.empty.action", Tab.PLACE_ORDER), texts);
            case NO_INDEX ->
                new EmptyState(
                                Feather.DATABASE,
                                texts.get("orders.no_index", indexName()),
                                texts.get("orders.no_index.hint"))
                        .action(actions.scan(), texts);
            case MISSING ->
                new EmptyState(Feather.TOOL, texts.get("orders.missing"), texts.get("orders.missing.hint"))
                        .action(link("orders-missing-setup", "orders.missing.action", Tab.SETUP), texts);
            case FAILED ->
                new EmptyState(Feather.CLOUD_OFF, texts.get("orders.failed"), texts.get("orders.failed.hint"));
        };
    }

    private long outside() {
        var standing = model.standingProperty().get();
        return standing == null ? 0 : standing.outside();
    }

    private String indexName() {
        OrderPlan plan = model.plan();
        return plan == null ? "" : plan.index();
    }

    private UserAction link(String id, String key, Tab tab) {
        return TabLink.of(id, texts.get(key), tab, navigator, texts, () -> "");
    }
}
