package io.orderflow.console.ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A label above, the control, and below it room for one line about its fault or else of what is good to know, so that
 * nothing jumps.
 */
public final class FormField extends VBox {
    private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");
    private static final PseudoClass NOTED = PseudoClass.getPseudoClass("noted");

    private final StringProperty fault = new SimpleStringProperty(this, "fault", "");
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final StringProperty count = new SimpleStringProperty(this, "count", "");
    private final Control control;
    private final Label line = new Label();

    public FormField(String name, Control control) {
        this.control = control;
        getStyleClass().add("form-field");
        var label = new Label(name);
        label.getStyleClass().add("form-label");
        label.setLabelFor(control);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var counted = new Label();
        counted.getStyleClass().add("form-count");
        counted.setMinWidth(USE_PREF_SIZE);
        counted.textProperty().bind(count);
        control.setMaxWidth(Double.MAX_VALUE);
        control.setAccessibleText(name);
        line.getStyleClass().add("form-fault");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setWrapText(true); // in a narrow window it takes a second line
        fault.addListener((property, before, now) -> say());
        note.addListener((property, before, now) -> say());
        getChildren().setAll(new HBox(6, label, gap, counted), control, line);
    }

    private void say() {
        boolean faulty = !fault.get().isEmpty();
        boolean noted = !faulty && !note.get().isEmpty();
        line.setText(faulty ? "✕ " + fault.get() : note.get());
        line.pseudoClassStateChanged(NOTED, noted);
        control.pseudoClassStateChanged(FAULTY, faulty);
        control.setAccessibleHelp(faulty ? fault.get() : note.get());
    }

    /** Empty when the value is fine. */
    public StringProperty faultProperty() {
        return fault;
    }

    /** What is good to know of a value that is fine; empty where there is nothing. */
    public StringProperty noteProperty() {
        return note;
    }

    /** Stands at the right above the control, e.g. "402 of 256"; empty for nothing. */
    public StringProperty countProperty() {
        return count;
    }
}
