package io.orderflow.console;

import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Tab;
import java.util.function.Consumer;
import javafx.scene.Node;

/** A tab that tells whether it is in front. */
record ShownFeature(Tab tab, Node content, Consumer<Boolean> visibility) implements Feature {
    @Override
    public void shown() {
        visibility.accept(true);
    }

    @Override
    public void hidden() {
        visibility.accept(false);
    }
}
