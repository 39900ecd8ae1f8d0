package io.orderflow.console.orderentry;

import io.orderflow.console.orderentry.StatusChangesViewModel.Ended;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Result;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What became of the last change of status; takes no room before the first. */
public final class StatusResult {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 260;

    private final StatusChangesViewModel model;
    private final StatusWords words;
    private final Texts texts;
    private final FaultTexts faults;
    private final Label told = new Label();
    private final Button which = new Button();
    private final HBox node;

    public StatusResult(StatusChangesViewModel model, StatusWords words, Texts texts, FaultTexts faults) {
        this.model = model;
        this.words = words;
        this.texts = texts;
        this.faults = faults;
        told.setId("status-result");
        told.getStyleClass().add("result");
        told.setWrapText(true);
        told.setMinHeight(Region.USE_PREF_SIZE);
        told.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(told, Priority.ALWAYS);
        which.setText(texts.get("entry.status.which"));
        which.setId("status-which");
        which.managedProperty().bind(which.visibleProperty());
        which.setOnAction(event -> list());
        var dismiss = new Button(texts.get("entry.status.dismiss"));
        dismiss.setId("status-dismiss");
        dismiss.setOnAction(event -> model.dismiss());
        List.of(which, dismiss).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        node = new HBox(10, told, which, dismiss);
        node.setAlignment(Pos.CENTER_LEFT);
        node.getStyleClass().addAll("panel", "job-line");
        node.managedProperty().bind(node.visibleProperty());
        model.endedProperty().subscribe(ended -> show());
        model.faultProperty().subscribe(fault -> show());
    }

    public Node node() {
        return node;
    }

    private void show() {
        Ended ended = model.endedProperty().get();
        Throwable fault = model.faultProperty().get();
        node.setVisible(ended != null || fault != null);
        which.setVisible(ended != null && !ended.result().leftOut().isEmpty());
        if (fault != null) {
            say(Feather.ALERT_TRIANGLE, Tone.DANGER, faults.line(fault));
        } else if (ended != null) {
            Result result = ended.result();
            boolean all = result.leftOut().isEmpty();
            say(
                    all ? Feather.CHECK : Feather.ALERT_TRIANGLE,
                    all ? Tone.SUCCESS : Tone.WARNING,
                    texts.get("entry.status.result", ended.to().name(), words.outcome(result)));
        }
    }

    private void say(Feather icon, Tone tone, String text) {
        told.setText(text);
        told.setGraphic(Icons.small(icon));
        Tones.set(told, tone);
    }

    private void list() {
        Ended ended = model.endedProperty().get();
        if (ended == null) {
            return;
        }
        List<LeftOut> left = ended.result().leftOut();
        var list = new ListView<LeftOut>(FXCollections.observableList(left));
        list.setId("status-left-out");
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable LeftOut item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? "" : words.line(item));
                setWrapText(true);
                setPrefWidth(0);
            }
        });
        list.setPrefSize(WIDTH, HEIGHT);
        var dialog = new DialogWindow(
                node.getScene().getWindow(),
                texts.get("entry.status.which.title", left.size()),
                list,
                texts.get("ui.close"));
        dialog.aside(Copy.button(texts.get("ui.copy.button"), texts, () -> left.stream()
                .map(words::line)
                .collect(Collectors.joining("\n"))));
        boolean unused = dialog.ask();
    }
}
