package io.orderflow.app;

import io.orderflow.console.ui.CopyableId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/** Finds what a window shows of a text only in part, with no way to read the rest. FX thread only. */
final class CutTexts {
    private CutTexts() {}

    /** Shortened texts whose tooltip does not hold them in full, and what reaches out of the window or its parent. */
    static List<String> of(Parent root) {
        return all(root).map(CutTexts::fault).filter(Objects::nonNull).toList();
    }

    private static Stream<Labeled> all(Node node) {
        if (!node.isVisible()) {
            return Stream.empty();
        }
        Stream<Labeled> self = node instanceof Labeled labeled ? Stream.of(labeled) : Stream.empty();
        return node instanceof Parent parent
                ? Stream.concat(self, parent.getChildrenUnmodifiable().stream().flatMap(CutTexts::all))
                : self;
    }

    private static String fault(Labeled labeled) {
        if (labeled.getText() == null || labeled.getText().isEmpty()) {
            return null;
        }
        if (isShort(labeled) && shortened(labeled) && !explained(labeled)) {
            return "is cut: " + labeled.getText();
        }
        Bounds at = labeled.localToScene(labeled.getLayoutBounds());
        boolean inside = at.getMinX() > -1
                && at.getMinY() > -1
                && at.getMaxX() < labeled.getScene().getWidth() + 1
                && at.getMaxY() < labeled.getScene().getHeight() + 1;
        Bounds beside = labeled.getBoundsInParent();
        Bounds parent = labeled.getParent().getLayoutBounds();
        boolean besideOthers = beside.getMaxX() > parent.getMaxX() + 1 || beside.getMaxY() > parent.getMaxY() + 1;
        return scrolls(labeled) || (inside && !besideOthers) ? null : "reaches out: " + labeled.getText();
    }

    private static boolean shortened(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .anyMatch(child -> child instanceof Text text
                        && !text.getText().equals(labeled.getText())
                        && text.getText().endsWith(labeled.getEllipsisString()));
    }

    /** Not names and ids, and the legend, whose numbers are below it in full; of a cell only a number or a time. */
    private static boolean isShort(Labeled labeled) {
        if (labeled instanceof CopyableId
                || labeled.getStyleClass().contains("legend")
                || (labeled.getParent() instanceof IndexedCell && !(labeled instanceof IndexedCell))) {
            return false;
        }
        return !(labeled instanceof IndexedCell)
                || labeled.getStyleClass().contains("number")
                || labeled.getStyleClass().contains("muted");
    }

    private static boolean explained(Labeled labeled) {
        for (Node node = labeled; node != null; node = node.getParent()) {
            if (node.getProperties().get("javafx.scene.control.Tooltip") instanceof Tooltip tooltip) {
                return !(labeled instanceof IndexedCell)
                        && !(node instanceof ToggleButton)
                        && tooltip.getText().contains(labeled.getText());
            }
        }
        return false;
    }

    private static boolean scrolls(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each instanceof ScrollPane || each instanceof IndexedCell) {
                return true;
            }
        }
        return false;
    }
}
