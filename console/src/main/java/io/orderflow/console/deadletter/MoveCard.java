package io.orderflow.console.deadletter;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The move under way, or how the last one ended; takes no room when there is neither. */
final class MoveCard {
    private final MoveViewModel viewModel;
    private final String destination;
    private final Texts texts;
    private final FaultTexts faultTexts;
    private final VBox node = new VBox();

    private final ProgressBar bar = new ProgressBar();
    private final Label title = Labels.wrapped("");
    private final Label moved = new Label();
    private final VBox running;

    /** @param cancel stops the one that runs */
    MoveCard(MoveViewModel viewModel, UserAction cancel, String destination, Texts texts, FaultTexts faultTexts) {
        this.viewModel = viewModel;
        this.destination = destination;
        this.texts = texts;
        this.faultTexts = faultTexts;
        running = running(cancel);
        node.setId("move-card");
        node.getStyleClass().add("panel");
        node.managedProperty().bind(node.visibleProperty());
        viewModel.progressProperty().subscribe(progress -> show());
        viewModel.outcomeProperty().subscribe(outcome -> show());
        viewModel.faultProperty().subscribe(fault -> show());
    }

    Node node() {
        return node;
    }

    private VBox running(UserAction cancel) {
        title.getStyleClass().add("strong");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        moved.getStyleClass().add("muted");
        moved.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMinWidth(40);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        return new VBox(line(title, new ActionButton(cancel, texts)), line(bar, moved));
    }

    private void show() {
        TaskProgress progress = viewModel.progressProperty().get();
        MoveTask outcome = viewModel.outcomeProperty().get();
        Throwable fault = viewModel.faultProperty().get();
        node.setVisible(progress != null || outcome != null || fault != null);
        if (progress != null) {
            title.setText(texts.get(viewModel.isFound() ? "deadletter.job.title.found" : "deadletter.job.title"));
            bar.setProgress(progress.fraction());
            moved.setText(
                    progress.total() > 0
                            ? texts.get("deadletter.job.progress", progress.done(), progress.total())
                            : texts.get("deadletter.job.progress.unknown", progress.done()));
        }
        if (progress != null && fault == null) {
            if (node.getChildren().size() != 1 || !node.getChildren().contains(running)) {
                node.getChildren().setAll(running);
            }
        } else if (fault != null) {
            node.getChildren().setAll(result(Feather.ALERT_TRIANGLE, Tone.DANGER, faultTexts.line(fault)));
            if (progress != null) {
                node.getChildren().add(0, running); // its cancel was refused
            }
        } else if (outcome != null) {
            node.getChildren().setAll(ended(outcome));
        }
    }

    private HBox ended(MoveTask outcome) {
        String line = new MoveTexts(texts, destination).line(outcome);
        return switch (outcome.state()) {
            case FAILED -> result(Feather.ALERT_TRIANGLE, Tone.DANGER, line);
            case CANCELLED, CANCELLING -> result(Feather.SLASH, Tone.WARNING, line);
            case RUNNING, COMPLETED -> result(Feather.INFO, Tone.NEUTRAL, line);
        };
    }

    private HBox result(Feather icon, Tone tone, String text) {
        var label = new Label(text, Icons.small(icon));
        label.setId("move-result");
        label.getStyleClass().addAll("result", tone.styleClass());
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        var dismiss = new Button(texts.get("deadletter.outcome.dismiss"));
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(event -> viewModel.dismiss());
        return line(label, dismiss);
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(14, nodes);
        line.getStyleClass().add("job-line");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
