package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.MoveViewModel.Confirmation;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Says what a move of all will do, and asks, also how fast. Used once. */
final class MoveDialog {
    private static final double WIDTH = 460;

    private final MoveViewModel model;
    private final Function<List<String>, String> command;
    private final Texts texts;
    private final Formats formats;
    private final String source;
    private final String destination;
    private final TextField rate = new TextField();

    /** @param command makes a shell's line of arguments */
    MoveDialog(
            MoveViewModel model,
            Function<List<String>, String> command,
            Texts texts,
            Formats formats,
            String source,
            String destination) {
        this.model = model;
        this.command = command;
        this.texts = texts;
        this.formats = formats;
        this.source = source;
        this.destination = destination;
    }

    /** Starts it if somebody agrees. Waits for the answer. */
    void ask(Window owner, Protection protection) {
        Confirmation facts = model.confirmation();
        var dialog =
                new DialogWindow(owner, texts.get("deadletter.confirm.title"), content(facts), texts.get("ui.cancel"));
        String ok = texts.get("deadletter.confirm.ok", formats.number(facts.approximate()));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button action = dialog.action(ok, "move-confirm");
        action.setDefaultButton(facts.failing() == 0); // Enter repeats no known failure
        dialog.disableWhile(
                action, Bindings.createBooleanBinding(() -> !MoveViewModel.isRate(typed()), rate.textProperty()));
        var copy = Copy.button(texts.get("ui.command"), texts, () -> command.apply(words()));
        copy.setId("move-command");
        copy.setVisible(!command.apply(words()).isEmpty());
        dialog.aside(copy);
        if (dialog.ask()) {
            model.start(typed().isEmpty() ? null : Integer.valueOf(typed()), command.apply(words()));
        }
    }

    private String typed() {
        return rate.getText().strip();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("dead-letters", "move"));
        if (!typed().isEmpty()) {
            words.addAll(List.of("--rate", typed()));
        }
        return words;
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
        Label ids = line("deadletter.confirm.ids");
        Label cancel = line("deadletter.confirm.cancel");
        ids.getStyleClass().add("muted");
        cancel.getStyleClass().add("muted");
        rate.setId("move-rate");
        rate.setPromptText(texts.get("deadletter.confirm.rate.none"));
        rate.setPrefColumnCount(12);
        var label = new Label(texts.get("deadletter.confirm.rate"));
        label.setLabelFor(rate);
        var velocity = new HBox(8, label, rate);
        velocity.setAlignment(Pos.CENTER_LEFT);
        Label wrong = line("deadletter.confirm.rate.wrong");
        wrong.getStyleClass().addAll("tone-text", "tone-danger");
        wrong.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> !MoveViewModel.isRate(typed()), rate.textProperty()));
        lines.getChildren().addAll(ids, cancel, velocity, wrong);
        return lines;
    }

    private Label line(String key, Object... arguments) {
        return Labels.wrapped(texts.get(key, arguments));
    }
}
