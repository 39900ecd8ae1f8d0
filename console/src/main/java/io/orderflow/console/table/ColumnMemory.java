package io.orderflow.console.table;

import io.orderflow.operations.session.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;

/**
 * Remembers the columns: their order, which are hidden, the widths that were chosen, and the sort, as in {@code
 * orderId=170 -userId item|!stored}: a minus hides, an exclamation mark sorts downwards.
 */
final class ColumnMemory<R> {
    private static final Pattern COLUMN = Pattern.compile("(-?)([A-Za-z]+)(?:=([0-9]{1,5}))?");

    private final TableView<R> table;
    private final ColumnFit<R> fit;
    private final Memory memory;
    private final String key;

    ColumnMemory(TableView<R> table, ColumnFit<R> fit, Memory memory, String key) {
        this.table = table;
        this.fit = fit;
        this.memory = memory;
        this.key = key;
    }

    void save() {
        String columns = table.getColumns().stream().map(this::written).collect(Collectors.joining(" "));
        String sort = table.getSortOrder().stream()
                .map(column -> (column.getSortType() == SortType.DESCENDING ? "!" : "")
                        + data(column).key())
                .collect(Collectors.joining(" "));
        memory.put(key, columns + "|" + sort);
    }

    private String written(TableColumn<R, ?> column) {
        Double width = fit.chosen().get(data(column));
        return (column.isVisible() ? "" : "-")
                + data(column).key()
                + (width == null ? "" : String.format(Locale.ROOT, "=%.0f", width));
    }

    /** Whatever of it still has a column here. */
    void restore() {
        String[] halves = memory.get(key).orElse("|").split("\\|", 2);
        List<TableColumn<R, ?>> ordered = new ArrayList<>();
        Matcher columns = COLUMN.matcher(halves[0]);
        while (columns.find()) {
            Optional<DataColumn<R, ?>> found = named(columns.group(2));
            if (found.isPresent() && !ordered.contains(found.get())) {
                ordered.add(found.get());
                found.get().setVisible(columns.group(1).isEmpty());
                if (columns.group(3) != null) {
                    fit.chosen().put(found.get(), Double.valueOf(columns.group(3)));
                }
            }
        }
        table.getColumns().stream().filter(column -> !ordered.contains(column)).forEach(ordered::add);
        table.getColumns().setAll(ordered);
        List<TableColumn<R, ?>> sort = new ArrayList<>();
        for (String word : halves.length == 1 ? new String[0] : halves[1].split(" ")) {
            named(word.replace("!", "")).ifPresent(column -> {
                column.setSortType(word.startsWith("!") ? SortType.DESCENDING : SortType.ASCENDING);
                sort.add(column);
            });
        }
        table.getSortOrder().setAll(sort);
    }

    private Optional<DataColumn<R, ?>> named(String name) {
        return table.getColumns().stream()
                .<DataColumn<R, ?>>map(ColumnMemory::data)
                .filter(column -> column.key().equals(name))
                .findFirst();
    }

    static <R> DataColumn<R, ?> data(TableColumn<R, ?> column) {
        return (DataColumn<R, ?>) column; // the table has no others
    }
}
