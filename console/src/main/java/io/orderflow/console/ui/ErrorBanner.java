package io.orderflow.console.ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** One line about what failed, with what to do about it at the right. Takes no room while there is no message. */
public final class ErrorBanner extends HBox {
    private final StringProperty message = new SimpleStringProperty(this, "message", "");

    public ErrorBanner() {
        super(10);
        getStyleClass().add("error-banner");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        var text = new Label();
        text.textProperty().bind(message);
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(Icons.small(Feather.ALERT_TRIANGLE), text);
        accessibleTextProperty().bind(message);
        visibleProperty().bind(message.isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /** Adds a button, e.g. "Try again". */
    public ErrorBanner action(String text, Runnable action) {
        var button = new Button(text);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        getChildren().add(button);
        return this;
    }

    /** Empty hides the banner. */
    public StringProperty messageProperty() {
        return message;
    }
}
