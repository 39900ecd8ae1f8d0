package io.orderflow.console.table;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/**
 * A selection of whole rows. A table's own model knows cells too, and takes seconds to deselect 100,000 of them; that of rows
 * alone, which it is built on, keeps them as bits. It follows no change of the items: {@link DataTable} selects anew. FX
 * thread only.
 */
final class RowSelection<R> extends TableView.TableViewSelectionModel<R> {
    /** Where a range begins that is selected by Shift. */
    @SuppressWarnings("rawtypes") // as JavaFX declares it
    private final ObservableList<TablePosition> lead = FXCollections.observableArrayList();

    @SuppressWarnings("rawtypes")
    private final ObservableList<TablePosition> told = FXCollections.unmodifiableObservableList(lead);

    RowSelection(TableView<R> table) {
        super(table);
        selectedIndexProperty().addListener((property, before, row) -> {
            if (row.intValue() < 0) {
                lead.clear();
            } else {
                lead.setAll(new TablePosition<>(table, row.intValue(), null));
            }
        });
    }

    /** The row alone that was selected last. */
    @Override
    @SuppressWarnings("rawtypes")
    public ObservableList<TablePosition> getSelectedCells() {
        return told;
    }

    @Override
    public boolean isSelected(int row, @Nullable TableColumn<R, ?> column) {
        return isSelected(row);
    }

    @Override
    public void select(int row, @Nullable TableColumn<R, ?> column) {
        select(row);
    }

    @Override
    public void clearAndSelect(int row, @Nullable TableColumn<R, ?> column) {
        clearAndSelect(row);
    }

    @Override
    public void clearSelection(int row, @Nullable TableColumn<R, ?> column) {
        clearSelection(row);
    }

    /** Both rows are in it. */
    @Override
    public void selectRange(
            int row, @Nullable TableColumnBase<R, ?> column, int lastRow, @Nullable TableColumnBase<R, ?> lastColumn) {
        selectRange(row, lastRow < row ? lastRow - 1 : lastRow + 1);
    }

    @Override
    public void selectLeftCell() {
        // a row has no cells to go to
    }

    @Override
    public void selectRightCell() {
        // likewise
    }

    @Override
    public void selectAboveCell() {
        selectPrevious();
    }

    @Override
    public void selectBelowCell() {
        selectNext();
    }
}
