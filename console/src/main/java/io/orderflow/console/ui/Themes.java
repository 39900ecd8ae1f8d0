package io.orderflow.console.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;

/** The two themes and the console's own stylesheet on top. FX thread only. */
public final class Themes {
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private Themes() {}

    /** Puts the console's stylesheet on a scene. */
    public static void style(Scene scene) {
        URL sheet = Objects.requireNonNull(Themes.class.getResource("console.css"), "console.css is missing");
        scene.getStylesheets().add(sheet.toExternalForm());
    }

    /** Switches all windows of the application to light or dark. */
    public static void apply(Scene scene, boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }

    /** Gives a window's scene the looks that its owner's has now. */
    static void follow(Scene scene, Scene owner) {
        scene.getStylesheets().setAll(owner.getStylesheets());
        boolean dark = owner.getRoot().getPseudoClassStates().contains(DARK);
        scene.getRoot().pseudoClassStateChanged(DARK, dark);
    }
}
