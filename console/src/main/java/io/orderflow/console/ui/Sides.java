package io.orderflow.console.ui;

import io.orderflow.operations.session.Memory;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
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
        node.widthProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Number> property, Number before, Number width) {
                property.removeListener(this); // from now on the divider is where it was put
                node.setDividerPositions(1 - (side.getPrefWidth() + DIVIDER / 2) / width.doubleValue());
            }
        });
    }

    /** Puts the dividers of a tab where they were dragged last, before it is laid out first, and remembers where they go. */
    public static void restore(Node content, Memory memory) {
        for (Node found : content.lookupAll(".sides")) {
            SplitPane pane = (SplitPane) found;
            Region side = (Region) pane.getItems().get(1);
            String key = "divider." + pane.getId();
            memory.get(key)
                    .filter(text -> text.matches("[0-9]{1,5}"))
                    .ifPresent(text -> side.setPrefWidth(Integer.parseInt(text)));
            side.widthProperty().addListener((property, before, width) -> {
                if (pane.isPressed()) { // else it is the window that changes
                    memory.put(key, String.valueOf(Math.round(width.doubleValue())));
                }
            });
        }
    }

    public SplitPane node() {
        return node;
    }
}
