package io.orderflow.console.ui;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons in the sizes and colours of the console. */
public final class Icons {
    private Icons() {}

    /** The size of text, in the colour of muted text. */
    public static FontIcon small(Ikon icon) {
        return of(icon, "icon-small");
    }

    /** For empty states. */
    public static FontIcon large(Ikon icon) {
        return of(icon, "icon-large");
    }

    private static FontIcon of(Ikon icon, String styleClass) {
        var node = new FontIcon(icon);
        node.getStyleClass().add(styleClass);
        return node;
    }
}
