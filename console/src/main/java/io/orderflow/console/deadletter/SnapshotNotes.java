package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What a snapshot does not tell: what it did not see, and what could not be read beside it. Takes no room where that is nothing. */
final class SnapshotNotes extends VBox {
    private final Texts texts;
    private final FaultTexts faults;
    private final Button more = new Button();
    private final Label unread = line("");

    SnapshotNotes(ReadOnViewModel log, Texts texts, FaultTexts faults) {
        super(4);
        this.texts = texts;
        this.faults = faults;
        more.setId("log-read-on");
        more.getStyleClass().add("small-button");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setOnAction(event -> log.more());
        more.disableProperty().bind(log.readingProperty());
        more.textProperty()
                .bind(log.readingProperty()
                        .map(reads -> texts.get(reads ? "deadletter.loading" : "deadletter.gap.more_log.continue")));
        setId("snapshot-notes");
        managedProperty().bind(visibleProperty());
        setVisible(false);
        unread.setId("log-fault");
        log.faultProperty().subscribe(fault -> {
            unread.setText(fault == null ? "" : texts.get("deadletter.gap.LOG", faults.line(fault)));
            unread.setVisible(fault != null);
        });
        unread.managedProperty().bind(unread.visibleProperty());
    }

    void show(@Nullable LoadedSnapshot loaded) {
        List<String> lines = loaded == null ? List.of() : lines(loaded.snapshot());
        getChildren().setAll(lines.stream().map(SnapshotNotes::line).toList());
        if (loaded != null && loaded.snapshot().moreLog() != null) {
            Label line = line(texts.get("deadletter.gap.more_log"));
            line.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(line, Priority.ALWAYS);
            var furtherOn = new HBox(10, line, more);
            furtherOn.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(furtherOn, unread);
        }
        setVisible(!getChildren().isEmpty());
    }

    static Label line(String text) {
        Label label = Labels.wrapped(text);
        label.setGraphic(Icons.small(Feather.INFO));
        label.getStyleClass().add("attribute-meaning");
        return label;
    }

    private List<String> lines(Snapshot snapshot) {
        SnapshotHead head = snapshot.head();
        List<String> lines = new ArrayList<>();
        if (head.stopped() == SnapshotHead.Stopped.FULL) {
            lines.add(texts.get("deadletter.snapshot.full", snapshot.rows().size()));
        }
        if (head.othersHold() > 0) {
            lines.add(texts.get("deadletter.snapshot.others", head.othersHold()));
        }
        Map<Snapshot.Part, PortException> gaps = new TreeMap<>(snapshot.gaps());
        gaps.forEach((part, fault) -> lines.add(texts.get("deadletter.gap." + part, faults.line(fault))));
        if (Boolean.FALSE.equals(head.codeMatches())) {
            lines.add(texts.get("deadletter.other_code"));
        }
        return lines;
    }
}
