package io.orderflow.console.ui;

import javafx.scene.control.Label;

/** Labels of more than a word. */
public final class Labels {
    private Labels() {}

    /** A label that takes the lines it needs and is never cut. */
    public static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }
}
