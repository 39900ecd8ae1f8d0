package io.orderflow.console.ui;

import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;

/** Where a dialog goes: as large as it wants and the screen allows, its middle over its owner's, all of it on screen. */
final class DialogPlace {
    private DialogPlace() {}

    /**
     * @param wanted the dialog's size, its frame included
     * @param owner the window it belongs to
     * @param screen what is free of the screen the owner is on
     */
    static Rectangle2D of(Dimension2D wanted, Rectangle2D owner, Rectangle2D screen) {
        double width = Math.min(Math.ceil(wanted.getWidth()), screen.getWidth());
        double height = Math.min(Math.ceil(wanted.getHeight()), screen.getHeight());
        double x = Math.rint((owner.getMinX() + owner.getMaxX() - width) / 2);
        double y = Math.rint((owner.getMinY() + owner.getMaxY() - height) / 2);
        return new Rectangle2D(
                Math.max(screen.getMinX(), Math.min(x, screen.getMaxX() - width)),
                Math.max(screen.getMinY(), Math.min(y, screen.getMaxY() - height)),
                width,
                height);
    }
}
