package io.orderflow.console.ui;

import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** One line about what failed, with what to do about it at the right. Takes no room while there is no message. */
public final class ErrorBanner extends HBox {
    private final StringProperty message = new SimpleStringProperty(this, "message", "");

    public ErrorBanner() {
        super(10);
        getStyleClass().add("error-banner");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
        Label text = Labels.wrapped("");
        text.textProperty().bind(message);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(Icons.small(Feather.ALERT_TRIANGLE), text);
        accessibleTextProperty().bind(message);
        visibleProperty().bind(message.isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /**
     * Shows a fault as one line, with a button that copies what a developer needs of it.
     *
     * @return what to show from now on; null hides the banner
     */
    public Consumer<@Nullable Throwable> faults(Texts texts, FaultTexts words) {
        AtomicReference<@Nullable Throwable> shown = new AtomicReference<>();
        var copy = new Button(texts.get("ui.details.copy"));
        copy.setId("copy-details");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(new Tooltip(texts.get("ui.details.copy.tooltip")));
        copy.setOnAction(event -> {
            Throwable fault = shown.get();
            if (fault != null) {
                Copy.text(words.details(fault));
                copy.setText(texts.get("ui.copied"));
            }
        });
        getChildren().add(copy);
        return fault -> {
            shown.set(fault);
            copy.setText(texts.get("ui.details.copy"));
            message.set(fault == null ? "" : words.line(fault));
        };
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
