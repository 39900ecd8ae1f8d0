package io.orderflow.console.setup;

import io.orderflow.text.Texts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Window;

/** What the tab's dialogs have in common. */
final class SetupDialogs {
    static final double WIDTH = 560;

    private SetupDialogs() {}

    /** A dialog in the owner's theme. */
    static Dialog<ButtonType> dialog(Window owner, String title, Node content, ButtonType... buttons) {
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.setHeaderText(title);
        dialog.getDialogPane().setContent(content);
        dialog.getDialogPane().getButtonTypes().setAll(buttons);
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        return dialog;
    }

    /** The dialog's own button of that type, with an id for tests and a style of its own. */
    static Button button(Dialog<ButtonType> dialog, ButtonType type, String id, String styleClass) {
        if (dialog.getDialogPane().lookupButton(type) instanceof Button button) {
            button.setId(id);
            button.getStyleClass().add(styleClass);
            return button;
        }
        throw new IllegalStateException("The dialog has no button " + type.getText());
    }

    /** Asks before something that cannot be taken back; true when somebody agreed. */
    static boolean confirmed(Window owner, Texts texts, String title, String line, String ok) {
        var agree = new ButtonType(ok, ButtonBar.ButtonData.OK_DONE);
        Label what = wrapped(line);
        what.setPrefWidth(420);
        Dialog<ButtonType> dialog = dialog(owner, title, what, agree, cancel(texts));
        Button unused = button(dialog, agree, "setup-agree", "danger");
        Optional<ButtonType> answer = dialog.showAndWait();
        return answer.isPresent() && answer.get() == agree;
    }

    static ButtonType cancel(Texts texts) {
        return new ButtonType(texts.get("setup.cancel"), ButtonBar.ButtonData.CANCEL_CLOSE);
    }

    static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }
}
