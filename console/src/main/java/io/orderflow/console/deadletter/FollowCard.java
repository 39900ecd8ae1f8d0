package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.redrive.Act;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Following the last redrive: what became of its letters, in colours and words; and one that was left undone, with what is
 * certain of it. Takes no room where there is neither.
 */
final class FollowCard {
    private static final int LONGEST = 100;

    private final RedriveViewModel model;
    private final RedriveWords words;
    private final Texts texts;
    private final Formats formats;
    private final VBox node = new VBox(12);
    private final Card card;
    private final Label summary = new Label();
    private final FlowPane ends = new FlowPane(24, 6);
    private final ProgressBar bar = new ProgressBar();
    private final Label line = Labels.wrapped("");
    private final Label next = Labels.wrapped("");
    private final ActionButton pause;
    private final Button cancel;
    private final Button details;
    private final Button dismiss;
    private final HBox left;
    private final HBox mark;
    private final Label markLine = Labels.wrapped("");
    private final Label leftLine = Labels.wrapped("");

    /**
     * @param pausing sends nothing more for a while, and goes on
     * @param openReceipt shows a receipt by its id
     */
    FollowCard(
            RedriveViewModel model,
            UserAction pausing,
            Texts texts,
            FaultTexts faults,
            Formats formats,
            Consumer<String> openReceipt) {
        this.model = model;
        this.words = new RedriveWords(texts);
        this.texts = texts;
        this.formats = formats;
        summary.getStyleClass().add("muted");
        line.setId("redrive-line");
        next.setId("redrive-next");
        next.getStyleClass().add("muted");
        ends.setId("redrive-ends");
        bar.setMaxWidth(Double.MAX_VALUE);
        pause = new ActionButton(pausing, texts);
        cancel = button("ui.cancel", "redrive-cancel", model::cancel);
        details = button("deadletter.follow.details", "redrive-details", () -> {
            RedriveReport report = model.reportProperty().get();
            if (report != null) {
                openReceipt.accept(report.receipt());
            }
        });
        dismiss = button("deadletter.outcome.dismiss", "redrive-dismiss", model::dismiss);
        var buttons = new HBox(8, pause, cancel, details, dismiss);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getChildren().forEach(each -> each.managedProperty().bind(each.visibleProperty()));
        card = new Card(texts.get("deadletter.follow"), new VBox(8, ends, bar, line, next, buttons)).right(summary);
        card.setId("follow-card");
        left = warning(
                "redrive-unfinished",
                leftLine,
                button("deadletter.unfinished.resume", "redrive-resume", () -> model.resume(false)),
                button("deadletter.unfinished.release", "redrive-release", () -> model.resume(true)));
        Button takeOver = button("deadletter.mark.take", "redrive-take-over", model.marked()::takeOver);
        takeOver.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        // then they are to be loaded again
                        () -> model.marked().needsHeld()
                                && model.heldUntilProperty().get() == null,
                        model.marked().markProperty(),
                        model.heldUntilProperty()));
        mark = warning(
                "redrive-mark",
                markLine,
                takeOver,
                button("deadletter.outcome.dismiss", "redrive-mark-dismiss", model::dismiss));
        var fault = new ErrorBanner().action(texts.get("deadletter.outcome.dismiss"), model::dismiss);
        model.faultProperty().subscribe(fault.faults(texts, faults));
        node.getChildren().setAll(left, mark, fault, card);
        for (Region each : new Region[] {left, mark, card, next, ends, bar}) {
            each.managedProperty().bind(each.visibleProperty());
        }
        node.managedProperty()
                .bind(left.visibleProperty()
                        .or(mark.visibleProperty())
                        .or(card.visibleProperty())
                        .or(fault.visibleProperty()));
        model.marked().markProperty().subscribe(this::showMark);
        model.runningProperty().subscribe(this::show);
        model.statusProperty().subscribe(this::show);
        model.reportProperty().subscribe(this::show);
        model.stoppingProperty().subscribe(this::show);
        model.pausedProperty().subscribe(this::show);
        model.unfinishedProperty().subscribe(this::showUnfinished);
        show();
    }

    Node node() {
        return node;
    }

    private Button button(String key, String id, Runnable action) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox warning(String id, Label line, Button... buttons) {
        var box = new HBox(10, line);
        box.getChildren().addAll(buttons);
        box.setId(id);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("verdict", "asking", Tone.WARNING.styleClass());
        line.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(line, Priority.ALWAYS);
        return box;
    }

    private void showMark(QueueMark.@Nullable Mark of) {
        mark.setVisible(of != null);
        if (of != null) {
            String who = VisibleText.line(of.who(), LONGEST);
            markLine.setText(texts.get("deadletter.mark", who, formats.clock(of.until(), of.until())));
        }
    }

    private void showUnfinished(@Nullable Receipt receipt) {
        left.setVisible(receipt != null);
        if (receipt != null) {
            RedriveReport known = receipt.report();
            leftLine.setText(
                    known.act() == Act.REDRIVE
                            ? texts.get(
                                    "deadletter.unfinished",
                                    known.count(),
                                    formats.local(receipt.startedAt()),
                                    known.sent(),
                                    known.deleted(),
                                    known.count() - known.sent())
                            : texts.get(
                                    "deadletter.unfinished." + known.act(),
                                    known.count(),
                                    formats.local(receipt.startedAt()),
                                    Math.max(known.sent(), known.deleted()),
                                    known.count() - Math.max(known.sent(), known.deleted())));
        }
    }

    private void show() {
        boolean running = model.runningProperty().get();
        RedriveStatus status = model.statusProperty().get();
        RedriveReport report = model.reportProperty().get();
        card.setVisible(running || report != null);
        pause.setVisible(running);
        cancel.setVisible(running);
        boolean stopping = model.stoppingProperty().get();
        cancel.setDisable(stopping);
        cancel.setText(texts.get(stopping ? "deadletter.stopping" : "ui.cancel"));
        details.setVisible(!running);
        dismiss.setVisible(!running);
        next.setVisible(!running && report != null && report.stopped() != null);
        if (running) {
            showStatus(status);
        } else if (report != null) {
            line.setText(words.line(report));
            next.setText(words.next(report));
            showEnds(report.outcomes(), report.count(), report.sent());
            summary.setText(
                    report.act() == Act.DELETE
                            ? ""
                            : texts.get("deadletter.follow.sent", report.sent(), report.count()));
        }
    }

    private void showStatus(@Nullable RedriveStatus status) {
        if (status == null) {
            ends.setVisible(false);
            bar.setVisible(true);
            bar.setProgress(-1);
            summary.setText("");
            line.setText(texts.get("deadletter.follow.begins"));
            return;
        }
        showEnds(status.ends(), status.count(), status.sent());
        summary.setText(texts.get("deadletter.follow.sent", status.sent(), status.count()));
        line.setText(status.stages() > 1 ? texts.get("deadletter.follow.stage", status.stage(), status.stages()) : "");
    }

    /** Those that are told; the rest of what was sent is under way. */
    private void showEnds(Map<End, Integer> counts, int count, int sent) {
        ends.getChildren().clear();
        int done = 0;
        int told = 0;
        for (End end : End.values()) {
            int number = counts.getOrDefault(end, 0);
            if (end != End.UNDER_WAY) {
                told += number;
                done += end.done() ? number : 0;
                add(end, number);
            }
        }
        add(End.UNDER_WAY, Math.max(0, sent - told));
        ends.setVisible(!ends.getChildren().isEmpty());
        bar.setVisible(sent > 0);
        bar.setProgress(count == 0 ? 0 : (double) done / count);
        bar.getStyleClass().setAll("progress-bar", "share", (done == 0 ? Tone.NEUTRAL : Tone.SUCCESS).styleClass());
    }

    private void add(End end, int number) {
        if (number > 0) {
            var figure = new Label(formats.number(number));
            figure.getStyleClass()
                    .addAll("strong", "tone-text", RedriveWords.tone(end).styleClass());
            var box = new VBox(figure, new Label(words.end(end)));
            box.setId("end-" + end);
            ends.getChildren().add(box);
        }
    }
}
