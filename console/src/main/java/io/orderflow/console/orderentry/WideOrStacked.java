package io.orderflow.console.orderentry;

import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;

/** Two parts below each other, or side by side where there is room for both; the second takes what is left. */
final class WideOrStacked {
    private static final double FIRST_PERCENT = 46;

    private final GridPane node = new GridPane();
    private final Region first;
    private final Region second;

    /** @param wide from that width on they stand side by side */
    WideOrStacked(Region first, Region second, double wide) {
        this.first = first;
        this.second = second;
        node.getStyleClass().add("wide-or-stacked");
        node.getChildren().setAll(first, second);
        GridPane.setHgrow(second, Priority.ALWAYS);
        place(false);
        node.widthProperty().subscribe(width -> {
            boolean sides = width.doubleValue() >= wide;
            if (sides != isWide()) {
                place(sides);
            }
        });
    }

    Region node() {
        return node;
    }

    private boolean isWide() {
        return node.getColumnConstraints().size() == 2;
    }

    private void place(boolean sides) {
        GridPane.setConstraints(first, 0, 0);
        GridPane.setConstraints(second, sides ? 1 : 0, sides ? 0 : 1);
        GridPane.setValignment(first, VPos.TOP);
        GridPane.setFillHeight(first, false);
        var grows = new RowConstraints();
        grows.setVgrow(Priority.ALWAYS);
        if (sides) {
            node.getColumnConstraints().setAll(column(FIRST_PERCENT), column(100 - FIRST_PERCENT));
            node.getRowConstraints().setAll(grows);
        } else {
            node.getColumnConstraints().setAll(column(100));
            node.getRowConstraints().setAll(new RowConstraints(), grows);
        }
    }

    private static ColumnConstraints column(double percent) {
        var column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }
}
