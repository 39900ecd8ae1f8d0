package io.orderflow.console.shell;

import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A short list to choose one from, in rows of two lines; Enter or a double click chooses. */
final class ChoiceList {
    private static final double ROW = 54;
    private static final int ROWS = 7;

    private ChoiceList() {}

    static <T> void prepare(ListView<T> list, String id, Function<T, Node> row, Runnable choose) {
        list.setId(id);
        list.setFixedCellSize(ROW);
        list.setCellFactory(unused -> new ListCell<>() {
            @Override
            protected void updateItem(T item, boolean empty) {
                super.updateItem(item, empty);
                Node node = empty || item == null ? null : row.apply(item);
                setGraphic(node);
                setAccessibleText(node == null ? null : node.getAccessibleText());
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                choose.run();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                choose.run();
            }
        });
    }

    /** As high as what it holds, within reason. */
    static void size(ListView<?> list) {
        list.setPrefHeight(ROW * Math.max(1, Math.min(ROWS, list.getItems().size())) + 2);
    }

    /**
     * Name and colour, below them what tells it from the others, and at the right how it stands.
     *
     * @param tone null where it has none
     */
    static Node row(@Nullable Tone tone, String name, String detail, String state) {
        var dot = new Region();
        if (tone != null) {
            dot.getStyleClass().add("dot");
            Tones.set(dot, tone);
        }
        var title = new Label(name);
        title.getStyleClass().add("environment-name");
        var below = new Label(detail);
        below.getStyleClass().add("muted");
        below.setTooltip(new Tooltip(detail)); // it may be cut
        var words = new VBox(2, title, below);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        var end = new Label(state);
        end.getStyleClass().add("muted");
        end.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(10, dot, words, end);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(String.join(", ", name, detail, state));
        return row;
    }
}
