package io.orderflow.console.ui;

import io.orderflow.order.OrderStatus;
import javafx.scene.control.Label;

/** A short word in an outlined capsule: a status, a verdict. */
public final class Pill extends Label {
    public Pill() {
        getStyleClass().add("pill");
        setMinWidth(USE_PREF_SIZE);
    }

    public Pill(String text, Tone tone) {
        this();
        show(text, tone);
    }

    /** Changes word and colour, for pills in table cells. */
    public void show(String text, Tone tone) {
        setText(text);
        Tones.set(this, tone);
    }

    public void show(OrderStatus status) {
        show(status.name(), Tone.of(status));
    }
}
