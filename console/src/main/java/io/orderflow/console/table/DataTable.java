package io.orderflow.console.table;

import io.orderflow.console.action.UserAction;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * The table of an area: it shows what its view model says, keeps selection, scroll and columns while rows come and go,
 * and remembers its columns. Nothing here walks through values of rows: sorting is the view model's.
 *
 * @param <R> the rows
 */
public final class DataTable<R> {
    /** So many rows from the end are near it. */
    private static final int NEAR_END = 20;

    private record Anchor(String id, int index, double offset) {}

    private final RowsViewModel<R> model;
    private final TableView<R> table = new TableView<>();
    private final SnapshotList<R> items = new SnapshotList<>();
    private final ColumnFit<R> fit = new ColumnFit<>(this::remember);
    private final ColumnMemory<R> memory;
    private final ColumnsMenu menu;
    private final RowActions<R> actions;
    private boolean restoring;

    /**
     * @param id of the control; the columns are remembered under it
     * @param columns the first one cannot be hidden
     * @param fields a row as JSON
     */
    public DataTable(
            String id,
            RowsViewModel<R> model,
            List<DataColumn<R, ?>> columns,
            Function<R, Map<String, Object>> fields,
            Memory memory,
            Texts texts) {
        this.model = model;
        this.memory = new ColumnMemory<>(table, fit, memory, id + ".columns");
        table.setId(id);
        table.getStyleClass().add("grid");
        table.setSelectionModel(new RowSelection<>(table));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(fit);
        table.getColumns().setAll(columns);
        table.setItems(items);
        menu = new ColumnsMenu(table, fit, this::remember, texts);
        menu.setId(id + "-columns");
        this.memory.restore();
        sort();
        table.setOnSort(event -> {
            event.consume(); // the table would sort its items itself, on this thread
            sort();
            table.scrollTo(0);
            remember();
        });
        table.getColumns().addListener((ListChangeListener<TableColumn<R, ?>>) change -> remember());
        columns.forEach(column -> column.visibleProperty().subscribe(this::remember));
        CellTips.install(table);
        actions = new RowActions<>(table, fields, texts);
        actions.install();
        table.getSelectionModel().selectedItemProperty().addListener((property, before, row) -> {
            if (!restoring) {
                model.selectedIdProperty().set(row == null ? null : model.id(row));
            }
        });
        model.shownProperty().subscribe(this::show);
        model.selectedIdProperty().subscribe(selected -> {
            if (!isSelected(selected)) {
                restoreSelection(List.of());
            }
        });
    }

    public TableView<R> node() {
        return table;
    }

    /** Adds what can be done with the selected rows to their menu. */
    public void offer(List<UserAction> more) {
        actions.add(more);
    }

    /** Shows and hides columns. */
    public MenuButton columnsMenu() {
        return menu;
    }

    private void remember() {
        if (!restoring) {
            memory.save();
        }
    }

    private void sort() {
        List<SortKey<R>> keys = new ArrayList<>();
        table.getSortOrder()
                .forEach(column -> keys.add(ColumnMemory.data(column).sortKey()));
        model.sort(keys);
    }

    /** One list update; selection by id and the row at the top edge stay where they are. */
    private void show(List<R> rows) {
        Anchor anchor = anchor();
        List<String> selected = table.getSelectionModel().getSelectedItems().stream()
                .map(model::id)
                .toList();
        boolean outer = restoring;
        restoring = true;
        try {
            items.show(rows);
        } finally {
            restoring = outer;
        }
        restoreSelection(selected);
        if (anchor != null) {
            scrollTo(anchor);
        }
    }

    private boolean isSelected(@Nullable String id) {
        R row = table.getSelectionModel().getSelectedItem();
        return row == null ? id == null : model.id(row).equals(id);
    }

    /** Selects what was, as far as it is here: several rows, or the one whose details are looked at. */
    private void restoreSelection(List<String> several) {
        String lead = model.selectedIdProperty().get();
        Set<String> wanted = new HashSet<>(several.size() > 1 ? several : List.of());
        wanted.add(lead == null ? "" : lead);
        List<Integer> indices = new ArrayList<>();
        int leadIndex = -1;
        for (int i = 0; i < items.size(); i++) {
            String id = model.id(items.get(i));
            if (wanted.contains(id)) {
                if (id.equals(lead)) {
                    leadIndex = i;
                } else {
                    indices.add(i);
                }
            }
        }
        select(indices, leadIndex);
    }

    private void select(List<Integer> others, int lead) {
        MultipleSelectionModel<R> selection = table.getSelectionModel();
        List<Integer> now = selection.getSelectedIndices();
        boolean same = now.size() == others.size() + (lead < 0 ? 0 : 1)
                && selection.getSelectedIndex() == lead
                && now.containsAll(others);
        if (same) {
            return;
        }
        boolean outer = restoring;
        restoring = true;
        try {
            selection.clearSelection();
            if (!others.isEmpty()) {
                int[] rest = others.stream().skip(1).mapToInt(Integer::intValue).toArray();
                selection.selectIndices(others.get(0), rest);
            }
            if (lead >= 0) {
                selection.select(lead);
            }
        } finally {
            restoring = outer;
        }
    }

    /** The first row in sight, or null while the table is at its top and shall stay there. */
    private @Nullable Anchor anchor() {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() > 0
                && flow.getFirstVisibleCell().getIndex() < items.size()) {
            int index = flow.getFirstVisibleCell().getIndex();
            return new Anchor(
                    model.id(items.get(index)),
                    index,
                    flow.getFirstVisibleCell().getLayoutY());
        }
        return null;
    }

    private void scrollTo(Anchor anchor) {
        for (int i = 0; i < items.size(); i++) {
            if (model.id(items.get(i)).equals(anchor.id)) {
                if (i != anchor.index) {
                    table.scrollTo(i);
                    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
                        flow.scrollPixels(-anchor.offset);
                    }
                }
                return;
            }
        }
    }

    /**
     * Tells where the table is scrolled.
     *
     * @param atTop whether the first row is in sight
     * @param end called when the last rows are in sight
     */
    public void follow(BooleanProperty atTop, Runnable end) {
        table.skinProperty().subscribe(skin -> {
            if (skin != null && table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
                flow.positionProperty().subscribe(position -> scrolled(flow, atTop, end));
                flow.heightProperty().subscribe(height -> scrolled(flow, atTop, end));
            }
        });
    }

    private void scrolled(VirtualFlow<?> flow, BooleanProperty atTop, Runnable end) {
        IndexedCell<?> first = flow.getFirstVisibleCell();
        IndexedCell<?> last = flow.getLastVisibleCell();
        // the cells may be those of before until the next layout
        atTop.set(first == null || first.getIndex() == 0 || flow.getPosition() <= 0);
        boolean near = last != null && last.getIndex() >= items.size() - NEAR_END;
        if ((near || flow.getPosition() >= 1) && !restoring) {
            end.run();
        }
    }

    /** Shows the first row. */
    public void toTop() {
        table.scrollTo(0);
    }
}
