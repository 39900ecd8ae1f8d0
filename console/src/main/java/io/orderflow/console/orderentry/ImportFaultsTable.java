package io.orderflow.console.orderentry;

import io.orderflow.console.table.CellTips;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.rows.RowFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The first faults of a file by row and field. */
final class ImportFaultsTable {
    private static final double LEAST_HEIGHT = 160;

    private final TableView<RowFault> table = new TableView<>();

    ImportFaultsTable(Texts texts, FaultTexts faults, Formats formats) {
        table.setId("import-faults");
        table.getStyleClass().add("grid");
        table.setAccessibleText(texts.get("import.faults"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setMinHeight(LEAST_HEIGHT);
        TableColumn<RowFault, String> row =
                column(texts.get("import.faults.row"), fault -> formats.number(fault.line()), 52, 72);
        row.getStyleClass().add("number");
        TableColumn<RowFault, String> order = column(
                texts.get("import.faults.order"), fault -> Objects.requireNonNullElse(fault.orderId(), ""), 60, 130);
        order.getStyleClass().add("mono");
        TableColumn<RowFault, String> field = column(
                texts.get("import.faults.field"),
                fault -> texts.has("entry." + fault.field()) ? texts.get("entry." + fault.field()) : "",
                76,
                110);
        TableColumn<RowFault, String> value = column(
                texts.get("import.faults.value"), fault -> Objects.requireNonNullElse(fault.value(), ""), 52, 130);
        value.getStyleClass().add("mono");
        TableColumn<RowFault, String> rule = column(
                texts.get("import.faults.rule"),
                fault -> fault.rule() == null ? fault.message() : faults.clause(fault.rule()),
                94,
                300);
        rule.getStyleClass().addAll("tone-text", Tone.DANGER.styleClass());
        table.getColumns().setAll(List.of(row, order, field, value, rule));
        table.getColumns().forEach(each -> each.setSortable(false));
        var none = new Label(texts.get("import.faults.none"));
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        CellTips.install(table);
    }

    Node node() {
        return table;
    }

    void show(List<RowFault> faults) {
        table.getItems().setAll(faults);
    }

    private static TableColumn<RowFault, String> column(
            String title, Function<RowFault, String> value, double least, double width) {
        var column = new TableColumn<RowFault, String>(title);
        column.setCellValueFactory(data -> new ReadOnlyStringWrapper(value.apply(data.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(least);
        return column;
    }
}
