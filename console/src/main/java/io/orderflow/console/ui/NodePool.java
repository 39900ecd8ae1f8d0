package io.orderflow.console.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;

/**
 * Nodes that are drawn again and again: they are kept and hidden rather than made anew, so that a live chart costs no
 * style sheet pass for every sample.
 */
final class NodePool<T extends Node> {
    private final Supplier<T> maker;
    private final String styleClass;
    private final List<Node> parent;
    private final List<T> nodes = new ArrayList<>();
    private int used;

    NodePool(Supplier<T> maker, String styleClass, List<Node> parent) {
        this.maker = maker;
        this.styleClass = styleClass;
        this.parent = parent;
    }

    /** The next node of this round, made if there are too few. */
    T next() {
        if (used == nodes.size()) {
            T node = maker.get();
            node.getStyleClass().add(styleClass);
            node.setManaged(false);
            node.setMouseTransparent(true);
            nodes.add(node);
            parent.add(node);
            node.applyCss(); // layout is under way: the next style sheet pass may be long in coming
        }
        T node = nodes.get(used++);
        node.setVisible(true);
        return node;
    }

    /** Ends a round. */
    void hideRest() {
        for (int i = used; i < nodes.size(); i++) {
            nodes.get(i).setVisible(false);
        }
        used = 0;
    }

    static void setStyle(Node node, String base, String own) {
        if (node.getStyleClass().size() != 2 || !node.getStyleClass().get(1).equals(own)) {
            node.getStyleClass().setAll(base, own);
            node.applyCss();
        }
    }
}
