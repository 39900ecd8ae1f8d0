package io.orderflow.console.ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A label above, the control, and below it room for one line about its fault, so that nothing jumps. */
public final class FormField extends VBox {
    private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");

    private final StringProperty fault = new SimpleStringProperty(this, "fault", "");

    public FormField(String name, Control control) {
        getStyleClass().add("form-field");
        var label = new Label(name);
        label.getStyleClass().add("form-label");
        label.setLabelFor(control);
        control.setMaxWidth(Double.MAX_VALUE);
        control.setAccessibleText(name);
        var line = new Label();
        line.getStyleClass().add("form-fault");
        line.setMaxWidth(Double.MAX_VALUE);
        line.setWrapText(true); // in a narrow window it takes a second line
        fault.addListener((property, before, now) -> {
            boolean faulty = !now.isEmpty();
            line.setText(faulty ? "✕ " + now : "");
            control.pseudoClassStateChanged(FAULTY, faulty);
            control.setAccessibleHelp(now);
        });
        getChildren().setAll(label, control, line);
    }

    /** Empty when the value is fine. */
    public StringProperty faultProperty() {
        return fault;
    }
}
