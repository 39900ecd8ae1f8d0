package io.orderflow.console.ui;

import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;

/** Gives nodes a tone. */
public final class Tones {
    private static final List<String> ALL =
            Arrays.stream(Tone.values()).map(Tone::styleClass).toList();

    private Tones() {}

    /** Replaces the tone the node has. */
    public static void set(Node node, Tone tone) {
        if (!node.getStyleClass().contains(tone.styleClass())) {
            clear(node);
            node.getStyleClass().add(tone.styleClass());
        }
    }

    public static void clear(Node node) {
        node.getStyleClass().removeAll(ALL);
    }
}
