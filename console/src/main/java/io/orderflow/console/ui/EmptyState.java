package io.orderflow.console.ui;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/** What stands where there is nothing to show: why, and what to do about it. */
public final class EmptyState extends VBox {
    private final Label title = new Label();
    private final Label hint = new Label();

    public EmptyState(Ikon icon, String titleText, String hintText) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        title.setText(titleText);
        title.getStyleClass().add("empty-title");
        hint.setText(hintText);
        hint.getStyleClass().add("empty-hint");
        for (Label label : new Label[] {title, hint}) {
            label.setWrapText(true);
            label.setTextAlignment(TextAlignment.CENTER);
            label.setAlignment(Pos.CENTER);
            label.setMaxWidth(440);
        }
        getChildren().setAll(Icons.large(icon), title, hint);
    }

    /** Adds the one thing to do from here. */
    public EmptyState action(UserAction action, Texts texts) {
        getChildren().add(new ActionButton(action, texts));
        return this;
    }

    public Label title() {
        return title;
    }

    public Label hint() {
        return hint;
    }
}
