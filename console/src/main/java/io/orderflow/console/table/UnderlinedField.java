package io.orderflow.console.table;

import io.orderflow.operations.filter.FilterException;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A text field with a line under what is faulty in it. */
final class UnderlinedField extends StackPane {
    private static final double EDGE = 8;
    private static final double THICKNESS = 2;

    private final TextField field;
    private final Region line = new Region();
    private @Nullable FilterException fault;
    private @Nullable Text watched;

    UnderlinedField(TextField field) {
        this.field = field;
        line.getStyleClass().add("filter-underline");
        line.setManaged(false);
        line.setVisible(false);
        var overlay = new Pane(line);
        overlay.setMouseTransparent(true);
        getChildren().setAll(field, overlay);
    }

    void mark(@Nullable FilterException now) {
        fault = now;
        requestLayout();
        place();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        place();
    }

    private void place() {
        FilterException now = fault;
        Text text = now == null ? null : text();
        if (now == null || text == null || now.end() > text.getText().length()) {
            line.setVisible(false);
            return;
        }
        if (text != watched) {
            watched = text;
            text.localToSceneTransformProperty().addListener((property, before, moved) -> place()); // it scrolls
        }
        Bounds word =
                sceneToLocal(text.localToScene(new Path(text.rangeShape(now.start(), now.end())).getBoundsInLocal()));
        double from = Math.max(EDGE, word.getMinX());
        double to = Math.min(getWidth() - EDGE, word.getMaxX());
        line.setVisible(from < to);
        line.resizeRelocate(from, word.getMaxY(), Math.max(0, to - from), THICKNESS);
    }

    /** The node that shows what is typed; null until there is one. */
    private @Nullable Text text() {
        return field.lookupAll(".text").stream()
                .filter(node -> node instanceof Text shown && shown.getText().equals(field.getText()))
                .map(node -> (Text) node)
                .findFirst()
                .orElse(null);
    }
}
