package io.orderflow.console.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A heading, what is asked, and the answers: the safe one at the left, the others at the right. */
final class ModalCard {
    private static final double WIDTH = 640;

    private final VBox node = new VBox();
    private String keys = "";

    ModalCard(String id) {
        node.setId(id);
        node.getStyleClass().addAll("panel", "chooser");
        node.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    }

    Node node() {
        return node;
    }

    /** The shortcut that opens what is shown next. */
    void keys(String text) {
        keys = text;
    }

    void show(String title, Node content, Node left, Node... right) {
        var heading = new Label(title);
        heading.getStyleClass().add("chooser-title");
        heading.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(heading, Priority.ALWAYS);
        var shortcut = new Label(keys);
        shortcut.getStyleClass().addAll("chooser-title", "muted");
        shortcut.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var buttons = new HBox(8, left, gap);
        buttons.getChildren().addAll(right);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("chooser-buttons");
        content.getStyleClass().add("chooser-content");
        node.getChildren().setAll(new HBox(heading, shortcut), content, buttons);
        keys = "";
    }

    /** Asks; the focus is on the safe answer. */
    void ask(String title, String question, Button safe, Button... others) {
        var text = new Label(question);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        show(title, text, safe, others);
        safe.requestFocus();
    }

    static Button button(String id, String text, Runnable action) {
        var button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }
}
