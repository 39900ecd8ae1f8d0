package io.orderflow.console.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A bordered block with a title line, something small at its right, and content that fills the rest. */
public final class Card extends VBox {
    private final HBox header = new HBox(8);
    private final Label title = new Label();

    public Card(String text) {
        getStyleClass().addAll("panel", "under-header");
        title.getStyleClass().add("panel-title");
        title.setText(text);
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        header.getStyleClass().add("panel-header");
        header.setAlignment(Pos.CENTER_LEFT);
        header.getChildren().setAll(title, gap);
        getChildren().setAll(header);
    }

    /** Padded content below the title. */
    public Card(String text, Node content) {
        this(text);
        setBody(content);
    }

    public Label title() {
        return title;
    }

    /** Small nodes at the right end of the title line. */
    public Card right(Node... nodes) {
        header.getChildren().remove(2, header.getChildren().size());
        header.getChildren().addAll(nodes);
        return this;
    }

    /** Content with the card's padding around it. */
    public void setBody(Node content) {
        var body = new VBox(content);
        body.getStyleClass().add("panel-body");
        VBox.setVgrow(content, Priority.ALWAYS);
        fill(body);
    }

    /** Content up to the border: tables, lists. */
    public Card edgeToEdge(Node content) {
        fill(content);
        return this;
    }

    private void fill(Node content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().setAll(header, content);
    }
}
