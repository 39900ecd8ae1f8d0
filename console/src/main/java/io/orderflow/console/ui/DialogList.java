package io.orderflow.console.ui;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A list in a dialog: asks for the height of all its lines, and scrolls where it gets less. */
public final class DialogList extends ScrollPane {
    private static final double LEAST_HEIGHT = 120;

    private final Region lines;

    public DialogList(Region lines) {
        super(lines);
        this.lines = lines;
        setFitToWidth(true);
        getStyleClass().add("plain-scroll");
        VBox.setVgrow(this, Priority.ALWAYS);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL; // lines wrap
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets insets = getInsets();
        double inside = width < 0 ? width : width - insets.getLeft() - insets.getRight();
        return Math.ceil(lines.prefHeight(inside) + insets.getTop() + insets.getBottom());
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST_HEIGHT, computePrefHeight(width));
    }
}
