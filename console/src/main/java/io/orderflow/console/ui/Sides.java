package io.orderflow.console.ui;

import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/**
 * A table and, at its right, what there is to the selected row, with a divider between them that can be dragged. A
 * larger window gives its room to the table. FX thread only.
 */
public final class Sides {
    private static final double DIVIDER = 8;

    private final SplitPane node;

    /**
     * @param id of the pane, by which its divider is found again
     * @param main never narrower than its least width
     * @param side opens as wide as it prefers, and is never narrower than its least width
     */
    public Sides(String id, Region main, Region side) {
        node = new SplitPane(main, side);
        node.setId(id);
        node.getStyleClass().add("sides");
        SplitPane.setResizableWithParent(side, false);
        double wide = side.getPrefWidth();
        node.widthProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Number> property, Number before, Number width) {
                property.removeListener(this); // from now on the divider is where it was put
                node.setDividerPositions(1 - (wide + DIVIDER / 2) / width.doubleValue());
            }
        });
    }

    public SplitPane node() {
        return node;
    }
}
