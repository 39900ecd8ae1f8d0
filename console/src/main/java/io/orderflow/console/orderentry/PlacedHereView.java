package io.orderflow.console.orderentry;

import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/** The last orders placed from here and what became of them; Enter or a double click opens one in Orders. */
final class PlacedHereView {
    private static final double SEARCH_WIDTH = 130;

    private final OrderEntryViewModel model;
    private final Texts texts;
    private final PlacedTexts placedTexts;
    private final TableView<PlacedOrder> table = new TableView<>();
    private final TextField search = new TextField();
    private final Card card;

    PlacedHereView(OrderEntryViewModel model, Texts texts, Formats formats) {
        this.model = model;
        this.texts = texts;
        placedTexts = new PlacedTexts(texts, formats, model.troublesProperty());
        table.setId("placed");
        table.getStyleClass().add("grid");
        table.setAccessibleText(texts.get("entry.placed"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<PlacedOrder, String> order =
                column(texts.get("entry.placed.order"), placed -> placed.order().orderId(), 138);
        order.getStyleClass().add("mono");
        TableColumn<PlacedOrder, String> item =
                column(texts.get("entry.placed.item"), placed -> placed.order().itemName(), 130);
        TableColumn<PlacedOrder, PlacedOrder> seen = column(texts.get("entry.placed.seen"), placed -> placed, 136);
        seen.setCellFactory(ignored -> new SeenCell());
        table.getColumns().setAll(List.of(order, item, seen));
        table.getColumns().forEach(column -> column.setSortable(false));
        var none = new Label(texts.get("entry.placed.none"));
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        table.setRowFactory(ignored -> row(texts.get("entry.placed.open")));
        table.setOnKeyPressed(event -> {
            PlacedOrder selected = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && selected != null) {
                event.consume();
                model.open(selected);
            }
        });
        var count = new Label(texts.get("entry.placed.kept", PlacedOrders.KEPT));
        count.getStyleClass().add("muted");
        count.setMinWidth(Label.USE_PREF_SIZE);
        search.setId("placed-search");
        search.setPromptText(texts.get("entry.placed.search"));
        search.setAccessibleText(texts.get("entry.placed.search"));
        search.setPrefWidth(SEARCH_WIDTH);
        search.textProperty().addListener((property, before, now) -> {
            none.setText(texts.get(now.isBlank() ? "entry.placed.none" : "entry.placed.search.none"));
            show(model.placedProperty().get());
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                event.consume();
            }
        });
        card = new Card(texts.get("entry.placed")).right(search, count).edgeToEdge(table);
        model.placedProperty().subscribe(this::show);
    }

    Node node() {
        return card;
    }

    private void show(List<PlacedOrder> placed) {
        PlacedOrder selected = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(placed.stream().filter(this::isSearched).toList());
        if (selected != null) {
            table.getItems().stream()
                    .filter(order -> order.messageId().equals(selected.messageId()))
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
    }

    private boolean isSearched(PlacedOrder order) {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        return Stream.of(
                        order.order().orderId(),
                        order.order().userId(),
                        order.order().itemName(),
                        order.order().status().name(),
                        order.messageId())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private TableRow<PlacedOrder> row(String hint) {
        var row = new TableRow<PlacedOrder>();
        var tooltip = new Tooltip(hint);
        var again = new MenuItem(texts.get("entry.placed.again"));
        again.setOnAction(event -> model.another(row.getItem()));
        var open = new MenuItem(texts.get("entry.placed.show"));
        open.setOnAction(event -> model.open(row.getItem()));
        var menu = new ContextMenu(again, open);
        row.itemProperty().subscribe(item -> {
            row.setTooltip(item == null ? null : tooltip);
            row.setContextMenu(item == null ? null : menu);
        });
        row.setOnMouseClicked(event -> {
            PlacedOrder item = row.getItem();
            if (item != null && event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                model.open(item);
            }
        });
        return row;
    }

    private static <V> TableColumn<PlacedOrder, V> column(String title, Function<PlacedOrder, V> value, double width) {
        var column = new TableColumn<PlacedOrder, V>(title);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private final class SeenCell extends TableCell<PlacedOrder, PlacedOrder> {
        private final ChangeListener<Instant> ticked = (property, before, time) -> show();

        SeenCell() {
            getStyleClass().add("tone-text");
            model.nowProperty().addListener(new WeakChangeListener<>(ticked));
        }

        @Override
        protected void updateItem(@Nullable PlacedOrder item, boolean empty) {
            super.updateItem(item, empty);
            show();
        }

        private void show() {
            PlacedOrder item = getItem();
            if (isEmpty() || item == null) {
                setText(null);
                return;
            }
            Instant now = model.nowProperty().get();
            setText(placedTexts.state(item, now));
            Tones.set(this, placedTexts.tone(item, now));
        }
    }
}
