package io.orderflow.console.deadletter;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Says what deleting means, and asks for the queue's name. */
final class DeleteDialog {
    private static final double WIDTH = 460;

    private DeleteDialog() {}

    /** True when somebody typed it. Waits for the answer. */
    static boolean ask(Window owner, int count, String queue, Protection protection, Texts texts) {
        Label what = Labels.wrapped(texts.get("deadletter.delete.what", count, queue));
        Label undo = Labels.wrapped(texts.get("deadletter.delete.undo"));
        undo.getStyleClass().add("muted");
        var lines = new VBox(8, what, undo);
        lines.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("deadletter.delete.title"), lines, texts.get("ui.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        dialog.mustType(queue, texts.get("deadletter.delete.type", queue));
        Button unused = dialog.destructiveAction(texts.get("deadletter.delete.ok", count), "delete-confirm");
        return dialog.ask();
    }
}
