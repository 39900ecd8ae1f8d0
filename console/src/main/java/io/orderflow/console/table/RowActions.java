package io.orderflow.console.table;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.Copy;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** What can be done with the selected rows of any table, as its context menu and its keys. */
final class RowActions<R> {
    private final TableView<R> table;
    private final Function<R, Map<String, Object>> fields;
    private final Texts texts;
    private final ObservableValue<String> nothingSelected;
    private final ContextMenu menu = new ContextMenu();
    private @Nullable DataColumn<R, ?> pressed;

    RowActions(TableView<R> table, Function<R, Map<String, Object>> fields, Texts texts) {
        this.table = table;
        this.fields = fields;
        this.texts = texts;
        nothingSelected = Bindings.when(
                        Bindings.isEmpty(table.getSelectionModel().getSelectedIndices()))
                .then(texts.get("table.nothing_selected"))
                .otherwise("");
    }

    void install() {
        List<UserAction> actions = List.of(
                copying("copy-cell", "Shortcut+Shift+C", this::cell),
                copying("copy-rows", "Shortcut+C", () -> RowsCopy.rows(rows(), columns())),
                copying("copy-json", "", () -> RowsCopy.json(rows(), fields)),
                copying("copy-csv", "", () -> RowsCopy.csv(rows(), columns())));
        for (UserAction action : actions) {
            MenuItem item = item(action);
            if (!action.shortcut().isEmpty()) {
                KeyCombination keys = KeyCombination.valueOf(action.shortcut());
                item.setAccelerator(keys);
                table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                    if (keys.match(event)) {
                        action.run(table.getScene().getWindow());
                        event.consume();
                    }
                });
            }
            menu.getItems().add(item);
        }
        table.setContextMenu(menu);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed = columnAt(event));
    }

    /** Adds what the area can do with them, above. */
    void add(List<UserAction> actions) {
        menu.getItems().add(0, new SeparatorMenuItem());
        menu.getItems().addAll(0, actions.stream().map(this::item).toList());
    }

    private MenuItem item(UserAction action) {
        var item = new MenuItem();
        item.setId(action.id());
        item.textProperty().bind(action.text());
        item.disableProperty().bind(Bindings.createBooleanBinding(() -> !action.enabled(), action.whyNot()));
        item.setOnAction(event -> action.run(table.getScene().getWindow()));
        return item;
    }

    private UserAction copying(String id, String keys, Supplier<String> text) {
        String key = "table." + id.replace('-', '.');
        return UserAction.of(id, texts.get(key), texts.get(key), window -> Copy.text(text.get()))
                .shortcut(keys)
                .unless(nothingSelected);
    }

    /** The column that the mouse was pressed in last; the first one for who has no mouse. */
    private String cell() {
        R row = table.getSelectionModel().getSelectedItem();
        DataColumn<R, ?> column = pressed == null ? columns().get(0) : pressed;
        return row == null ? "" : String.valueOf(column.machineValue(row));
    }

    @SuppressWarnings("unchecked") // the cells of this table
    private @Nullable DataColumn<R, ?> columnAt(MouseEvent event) {
        for (var node = event.getTarget(); node instanceof Node inside; node = inside.getParent()) {
            if (node instanceof TableCell<?, ?> cell) {
                return (DataColumn<R, ?>) cell.getTableColumn();
            }
        }
        return null;
    }

    /** From the top down. */
    private List<R> rows() {
        return table.getSelectionModel().getSelectedIndices().stream()
                .sorted()
                .map(table.getItems()::get)
                .toList();
    }

    private List<DataColumn<R, ?>> columns() {
        return table.getVisibleLeafColumns().stream()
                .<DataColumn<R, ?>>map(ColumnMemory::data)
                .toList();
    }
}
