package io.orderflow.console.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableView;
import javafx.util.Callback;

/**
 * How wide columns are: one that is dragged leaves the others alone; where the table is wider than all of them, the
 * elastic one takes the rest; where it is narrower, those whose width nobody chose give way down to
 * their least width, and then it scrolls sideways.
 */
@SuppressWarnings("rawtypes") // as the table wants it
final class ColumnFit<R> implements Callback<TableView.ResizeFeatures, Boolean> {
    private final Map<DataColumn<R, ?>, Double> chosen = new HashMap<>();
    private final Runnable onChosen;

    ColumnFit(Runnable onChosen) {
        this.onChosen = onChosen;
    }

    Map<DataColumn<R, ?>, Double> chosen() {
        return chosen;
    }

    @Override
    @SuppressWarnings("unchecked") // the table has such columns only
    public Boolean call(TableView.ResizeFeatures features) {
        var columns = (List<DataColumn<R, ?>>) (List) features.getTable().getVisibleLeafColumns();
        if (features.getColumn() == null) {
            fit(features, columns);
        } else {
            var column = (DataColumn<R, ?>) features.getColumn();
            double width = Math.max(column.getMinWidth(), Math.rint(column.getWidth() + features.getDelta()));
            features.setColumnWidth(column, width);
            chosen.put(column, width);
            stretch(features, columns);
            onChosen.run();
        }
        return true;
    }

    private void fit(TableView.ResizeFeatures features, List<DataColumn<R, ?>> columns) {
        double room = features.getContentWidth();
        if (room <= 0) {
            return;
        }
        double wanted = columns.stream().mapToDouble(this::wanted).sum();
        double left = Math.max(0, room - wanted);
        double spare = columns.stream().mapToDouble(this::spare).sum();
        double share = spare == 0 ? 0 : Math.min(1, Math.max(0, wanted - room) / spare);
        for (DataColumn<R, ?> column : columns) {
            double more = column.isElastic() ? left : 0;
            left -= more;
            features.setColumnWidth(column, Math.floor(wanted(column) + more - spare(column) * share));
        }
    }

    /** The elastic one takes or gives room, but never more than it had beyond its own width. */
    private void stretch(TableView.ResizeFeatures features, List<DataColumn<R, ?>> columns) {
        for (DataColumn<R, ?> column : columns) {
            if (column.isElastic() && !chosen.containsKey(column)) {
                double others =
                        columns.stream().mapToDouble(DataColumn::getWidth).sum() - column.getWidth();
                double own = Math.min(column.getWidth(), wanted(column));
                features.setColumnWidth(column, Math.max(own, Math.floor(features.getContentWidth() - others)));
            }
        }
    }

    private double wanted(DataColumn<R, ?> column) {
        return Math.max(column.getMinWidth(), chosen.getOrDefault(column, column.wantedWidth()));
    }

    private double spare(DataColumn<R, ?> column) {
        return chosen.containsKey(column) ? 0 : wanted(column) - column.getMinWidth();
    }
}
