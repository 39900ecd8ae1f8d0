package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.MoveViewModel.Confirmation;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import javafx.scene.control.Button;
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
    boolean ask(Window owner, Confirmation facts, Protection protection) {
        var dialog =
                new DialogWindow(owner, texts.get("deadletter.confirm.title"), content(facts), texts.get("ui.cancel"));
        String ok = texts.get("deadletter.confirm.ok", formats.number(facts.approximate()));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button action = dialog.action(ok, "redrive-confirm");
        action.setDefaultButton(facts.failing() == 0); // Enter repeats no known failure
        return dialog.ask();
    }

    private VBox content(Confirmation facts) {
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
        return Labels.wrapped(texts.get(key, arguments));
    }
}
