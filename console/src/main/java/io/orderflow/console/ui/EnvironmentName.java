package io.orderflow.console.ui;

import io.orderflow.operations.session.Protection;
import io.orderflow.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Window;

/** The environment's name, where it is to be typed before something is changed there. FX thread only. */
public final class EnvironmentName {
    private static final double WIDTH = 460;

    private final Protection protection;
    private final Texts texts;
    private boolean typed;

    public EnvironmentName(Protection protection, Texts texts) {
        this.protection = protection;
        this.texts = texts;
    }

    /** Has it typed in a dialog that asks for a change anyway; to be told before the dialog's button is added. */
    public static void mustBeTyped(DialogWindow dialog, Protection protection, Texts texts) {
        protection.nameToType().ifPresent(name -> dialog.mustType(name, texts.get("ui.typed", name)));
    }

    /** For what is done often: asks the first time, and is content with that. True where nothing is to be typed. */
    public boolean typedOnce(Window owner) {
        if (!typed && protection.nameToType().isPresent()) {
            Label what = Labels.wrapped(texts.get("ui.typed.once"));
            what.setPrefWidth(WIDTH);
            var dialog = new DialogWindow(owner, texts.get("ui.typed.title"), what, texts.get("ui.cancel"));
            mustBeTyped(dialog, protection, texts);
            Button unused = dialog.action(texts.get("ui.typed.ok"), "typed-ok");
            typed = dialog.ask();
            return typed;
        }
        return true;
    }
}
