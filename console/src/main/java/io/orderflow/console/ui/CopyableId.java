package io.orderflow.console.ui;

import io.orderflow.text.Texts;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;

/** An id in monospace; a click, Space or Enter copies all of it, also where it is shortened for lack of room. */
public final class CopyableId extends Button {
    private final StringProperty value = new SimpleStringProperty(this, "value", "");

    public CopyableId(Texts texts) {
        getStyleClass().setAll("copyable-id");
        setAccessibleRole(AccessibleRole.BUTTON);
        setMnemonicParsing(false);
        setMinWidth(40);
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        setEllipsisString("…");
        setGraphic(Icons.small(Feather.COPY));
        setContentDisplay(ContentDisplay.RIGHT);
        textProperty().bind(value);
        var tooltip = new Tooltip();
        setTooltip(tooltip);
        value.addListener((property, before, now) -> {
            tooltip.setText(texts.get("ui.copy", now));
            setAccessibleText(texts.get("ui.copy", now));
        });
        hoverProperty().addListener((property, before, now) -> tooltip.setText(texts.get("ui.copy", value.get())));
        setOnAction(event -> {
            Copy.text(value.get());
            tooltip.setText(texts.get("ui.copied"));
        });
    }

    public CopyableId(Texts texts, String id) {
        this(texts);
        value.set(id);
    }

    public StringProperty valueProperty() {
        return value;
    }
}
