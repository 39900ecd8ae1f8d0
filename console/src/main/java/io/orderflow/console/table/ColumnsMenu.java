package io.orderflow.console.table;

import io.orderflow.text.Texts;
import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** Shows and hides columns, all but the first one that was given; and makes them all as they were at first. */
final class ColumnsMenu extends MenuButton {
    <R> ColumnsMenu(TableView<R> table, ColumnFit<R> fit, Runnable changed, Texts texts) {
        setText(texts.get("table.columns"));
        setMinWidth(USE_PREF_SIZE);
        List<TableColumn<R, ?>> original = List.copyOf(table.getColumns());
        for (TableColumn<R, ?> column : original) {
            var item = new CheckMenuItem(ColumnMemory.data(column).title());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            item.setDisable(column == original.get(0));
            getItems().add(item);
        }
        var reset = new MenuItem(texts.get("table.columns.reset"));
        reset.setOnAction(event -> {
            fit.chosen().clear();
            table.getSortOrder().clear();
            original.forEach(column -> column.setVisible(true));
            table.getColumns().setAll(original);
            changed.run();
        });
        getItems().addAll(new SeparatorMenuItem(), reset);
    }
}
