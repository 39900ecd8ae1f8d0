package io.orderflow.console.deadletter;

import io.orderflow.console.deadletter.LetterEditViewModel.Checked;
import io.orderflow.console.deadletter.LetterEditViewModel.State;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.redrive.RepairOne;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleMarks;
import io.orderflow.text.VisibleText;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Has a letter's order written anew, with the rule book live, and sends it. Used once. */
final class LetterEditDialog {
    private static final double WIDTH = 700;
    private static final double QUESTION_WIDTH = 400;
    private static final double AREA_HEIGHT = 110;
    private static final double DIFF_HEIGHT = 232;
    private static final double LEAST_HEIGHT = 76;
    private static final int LONGEST_ID = 64;

    private final LetterEditViewModel model;
    private final String commandLine;
    private final Texts texts;
    private final FaultTexts faults;
    private final TextArea area = new TextArea();
    private final Label signature;
    private final Label hidden;
    private final RuleBookBox rules;
    private final DiffView diff;
    private VisibleMarks marks = new VisibleMarks("");
    private boolean filling;

    /** @param commandLine the same as a command; empty where there is none */
    LetterEditDialog(LetterEditViewModel model, String commandLine, Texts texts, FaultTexts faults) {
        this.model = model;
        this.commandLine = commandLine;
        this.texts = texts;
        this.faults = faults;
        this.signature = Labels.wrapped(texts.get("deadletter.signature"));
        this.hidden = Labels.wrapped("");
        this.rules = new RuleBookBox(texts, faults);
        this.diff = new DiffView(texts);
    }

    /**
     * Sends it if somebody goes ahead. Waits for that.
     *
     * @param cannotSend why nothing can be sent; empty while something can
     */
    void ask(Window owner, RedriveViewModel redrives, Protection protection, ObservableValue<String> cannotSend) {
        var dialog = new DialogWindow(owner, texts.get("deadletter.edit.title"), content(), texts.get("ui.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        StringBinding whyNot = Bindings.createStringBinding(
                () -> cannotSend.getValue().isEmpty()
                        ? texts.get("deadletter.edit." + model.stateProperty().get(), LetterEditViewModel.MOST)
                        : cannotSend.getValue(),
                cannotSend,
                model.stateProperty());
        dialog.reason(whyNot);
        dialog.closesOnlyIf(() -> !model.written() || discarded());
        Button send = dialog.action(texts.get("deadletter.edit.ok"), "edit-send");
        ButtonBar.setButtonUniformSize(send, false);
        dialog.disableWhile(send, whyNot.isNotEmpty());
        model.checkedProperty().subscribe((before, now) -> {
            show(now);
            if (before == null) {
                dialog.fit(); // there is more in it now
            }
        });
        show(model.checkedProperty().get());
        if (dialog.ask()) {
            RepairOne ready = model.ready();
            if (ready != null) {
                redrives.send(ready, commandLine);
            }
        }
    }

    /** Somebody has written something: whether it may be lost. */
    private boolean discarded() {
        Label what = Labels.wrapped(texts.get("deadletter.edit.discard.what"));
        what.setPrefWidth(QUESTION_WIDTH);
        var question = new DialogWindow(
                area.getScene().getWindow(),
                texts.get("deadletter.edit.discard.title"),
                what,
                texts.get("deadletter.edit.discard.keep"));
        Button unused = question.destructiveAction(texts.get("deadletter.edit.discard"), "edit-discard");
        return question.ask();
    }

    /** The area shows with marks what the model has. */
    private void join() {
        area.setTextFormatter(new TextFormatter<>(change -> {
            change.setText(marks.shown(change.getText()));
            return change;
        }));
        area.textProperty().addListener((property, before, now) -> {
            if (!filling) {
                model.textProperty().set(marks.meant(now));
            }
        });
        model.textProperty().subscribe(text -> {
            if (!marks.meant(area.getText()).equals(text)) {
                filling = true;
                marks = new VisibleMarks(text);
                area.setText(marks.shown(text));
                filling = false;
            }
        });
    }

    private VBox content() {
        String order = model.row().orderId();
        Label which = Labels.wrapped(texts.get(
                "deadletter.edit.which",
                order == null ? texts.get("deadletter.no_order") : VisibleText.line(order, LONGEST_ID),
                model.row().id()));
        which.getStyleClass().add("muted");
        area.setId("edit-body");
        area.getStyleClass().add("mono");
        area.setWrapText(true);
        area.setAccessibleText(texts.get("deadletter.body"));
        area.setPrefHeight(AREA_HEIGHT);
        area.setMinHeight(LEAST_HEIGHT);
        join();
        area.setEditable(false);
        VBox.setVgrow(area, Priority.ALWAYS);
        signature.setId("edit-signature");
        signature.getStyleClass().add("muted");
        hidden.setId("edit-hidden");
        hidden.getStyleClass().addAll("tone-text", Tone.WARNING.styleClass());
        rules.setId("edit-rules");
        List.of(signature, hidden, rules).forEach(node -> {
            node.managedProperty().bind(node.visibleProperty());
            node.setVisible(false);
        });
        diff.setId("edit-diff");
        var changes = new Card(texts.get("deadletter.diff")).edgeToEdge(diff);
        changes.setPrefHeight(DIFF_HEIGHT);
        changes.setMinHeight(LEAST_HEIGHT + 34);
        VBox.setVgrow(changes, Priority.ALWAYS);
        var banner = new ErrorBanner();
        model.faultProperty().subscribe(banner.faults(texts, faults));
        model.stateProperty()
                .subscribe(state ->
                        area.setEditable(state != State.READING && state != State.FAILED && state != State.TOO_LONG));
        var content = new VBox(10, which, banner, area, signature, hidden, rules, changes);
        if (!commandLine.isEmpty()) {
            var copy = Copy.button(texts.get("ui.command"), texts, () -> commandLine);
            copy.setId("edit-command");
            copy.setMinWidth(Region.USE_PREF_SIZE);
            content.getChildren().add(new HBox(copy));
        }
        content.setPrefWidth(WIDTH);
        return content;
    }

    private void show(@Nullable Checked checked) {
        rules.setVisible(checked != null);
        signature.setVisible(checked != null && model.enveloped());
        hidden.setVisible(checked != null && checked.hides());
        hidden.setText(texts.get("deadletter.edit.hidden", marks.legend()));
        if (checked != null) {
            rules.show(checked.faults());
            diff.show(checked.lines());
        }
    }
}
