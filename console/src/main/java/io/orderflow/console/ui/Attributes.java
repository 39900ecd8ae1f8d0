package io.orderflow.console.ui;

import io.orderflow.text.Texts;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Names and values below each other, as in a details pane. Setting a name again replaces its value. */
public final class Attributes extends VBox {
    private final Texts texts;
    private final Map<String, HBox> lines = new HashMap<>();

    public Attributes(Texts texts) {
        this.texts = texts;
        getStyleClass().add("attributes");
    }

    public void text(String name, String value) {
        var label = new Label(value);
        label.setWrapText(true);
        put(name, label);
    }

    /** A value in monospace that a click copies, and below it what it means to people. */
    public void copyable(String name, String value, String... meanings) {
        var stack = new VBox(1, new CopyableId(texts, value));
        for (String meaning : meanings) {
            var label = new Label(meaning);
            label.getStyleClass().add("attribute-meaning");
            stack.getChildren().add(label);
        }
        stack.setAlignment(Pos.CENTER_LEFT);
        put(name, stack);
    }

    /** A value that changes by itself. */
    public void node(String name, Node value) {
        put(name, value);
    }

    private void put(String name, Node value) {
        HBox line = lines.get(name);
        if (line == null) {
            var label = new Label(name);
            label.getStyleClass().add("attribute-name");
            line = new HBox(10, label);
            line.getStyleClass().add("attribute-row");
            line.setAlignment(Pos.CENTER_LEFT);
            lines.put(name, line);
            getChildren().forEach(other -> other.getStyleClass().remove("last"));
            line.getStyleClass().add("last");
            getChildren().add(line);
        } else {
            line.getChildren().remove(1);
        }
        HBox.setHgrow(value, Priority.ALWAYS);
        line.getChildren().add(value);
    }
}
