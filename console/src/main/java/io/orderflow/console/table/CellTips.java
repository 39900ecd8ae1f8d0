package io.orderflow.console.table;

import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** The whole text of a cell that is cut, as its tooltip; a cell that has a tooltip of its own keeps it. */
public final class CellTips {
    private static final double WIDEST = 480;

    private final Tooltip tip = new Tooltip();

    private CellTips() {
        tip.setWrapText(true);
        tip.setMaxWidth(WIDEST);
    }

    /** From now on, in this table. */
    public static void install(TableView<?> table) {
        var tips = new CellTips();
        table.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, event -> {
            if (event.getTarget() instanceof TableCell<?, ?> cell) {
                tips.entered(cell);
            }
        });
    }

    private void entered(IndexedCell<?> cell) {
        if (cell.getTooltip() == null || cell.getTooltip() == tip) {
            Labeled label = cell.getGraphic() instanceof Labeled graphic ? graphic : cell;
            boolean cut = !cell.isEmpty() && cut(label);
            tip.setText(cut ? label.getText() : "");
            cell.setTooltip(cut ? tip : null);
        }
    }

    private static boolean cut(Labeled label) {
        for (Node child : label.getChildrenUnmodifiable()) {
            if (child instanceof Text text) {
                return !text.getText().equals(label.getText());
            }
        }
        return false;
    }
}
