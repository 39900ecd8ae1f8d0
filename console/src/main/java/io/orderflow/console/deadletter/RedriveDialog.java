package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.DeadLettersViewModel.Confirmation;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Says what a redrive of all will do, and asks. */
final class RedriveDialog {
    private static final double WIDTH = 460;

    private final Texts texts;
    private final Formats formats;
    private final String source;
    private final String destination;

    RedriveDialog(Texts texts, Formats formats, String source, String destination) {
        this.texts = texts;
        this.formats = formats;
        this.source = source;
        this.destination = destination;
    }

    /** True when somebody agreed. Waits for the answer. */
    boolean ask(Window owner, Confirmation facts) {
        var ok = new ButtonType(
                texts.get("deadletter.confirm.ok", formats.number(facts.approximate())), ButtonBar.ButtonData.OK_DONE);
        var dialog = new Dialog<ButtonType>();
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("deadletter.confirm.title"));
        dialog.setHeaderText(texts.get("deadletter.confirm.title"));
        dialog.getDialogPane().setContent(content(facts));
        dialog.getDialogPane().getButtonTypes().setAll(ok, ButtonType.CANCEL);
        dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
        if (dialog.getDialogPane().lookupButton(ok) instanceof Button button) {
            button.setId("redrive-confirm");
            button.getStyleClass().add("accent");
        }
        Optional<ButtonType> answer = dialog.showAndWait();
        return answer.isPresent() && answer.get() == ok;
    }

    private Node content(Confirmation facts) {
        var lines = new VBox(8);
        lines.setPrefWidth(WIDTH);
        lines.getChildren().add(line("deadletter.confirm.what", facts.approximate(), source, destination));
        if (facts.failing() > 0) {
            Label failing = line("deadletter.confirm.failing", facts.failing(), facts.seen());
            failing.getStyleClass().addAll("tone-text", "tone-danger");
            lines.getChildren().add(failing);
        } else if (facts.seen() > 0) {
            lines.getChildren().add(line("deadletter.confirm.fine", facts.seen()));
        }
        if (facts.approximate() > facts.seen()) {
            lines.getChildren().add(line("deadletter.confirm.unseen", facts.approximate() - facts.seen()));
        }
        Label cancel = line("deadletter.confirm.cancel");
        cancel.getStyleClass().add("muted");
        lines.getChildren().add(cancel);
        return lines;
    }

    private Label line(String key, Object... arguments) {
        var label = new Label(texts.get(key, arguments));
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }
}
