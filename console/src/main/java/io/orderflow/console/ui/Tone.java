package io.orderflow.console.ui;

import io.orderflow.order.OrderStatus;
import java.util.Locale;

/** What a colour says; the theme decides the shade. Never the only carrier of a meaning: there is text beside it. */
public enum Tone {
    NEUTRAL,
    ACCENT,
    SUCCESS,
    WARNING,
    DANGER,
    /** Purple: the embedded environment, work under way. */
    DONE;

    /** The style class that {@code console.css} defines, e.g. {@code tone-accent}. */
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }

    public static Tone of(OrderStatus status) {
        return switch (status) {
            case NEW -> ACCENT;
            case PROCESSING -> DONE;
            case SHIPPED -> WARNING;
            case DELIVERED -> SUCCESS;
            case CANCELLED -> NEUTRAL;
            case RETURNED -> DANGER;
        };
    }
}
