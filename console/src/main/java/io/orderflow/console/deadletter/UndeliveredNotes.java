package io.orderflow.console.deadletter;

import io.orderflow.infra.doctor.Finding;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.FindingTexts;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.layout.VBox;

/** Why SNS could not deliver, as it is seen now. Takes no room where another queue is looked at. */
final class UndeliveredNotes extends VBox {
    private final UndeliveredViewModel model;
    private final Texts texts;
    private final FaultTexts faults;

    UndeliveredNotes(UndeliveredViewModel model, Texts texts, FaultTexts faults) {
        super(4);
        this.model = model;
        this.texts = texts;
        this.faults = faults;
        setId("undelivered-notes");
        managedProperty().bind(visibleProperty());
        model.causesProperty().subscribe(causes -> show());
        model.faultProperty().subscribe(fault -> show());
    }

    private void show() {
        getChildren().setAll(lines().map(SnapshotNotes::line).toList());
        setVisible(!getChildren().isEmpty());
    }

    private Stream<String> lines() {
        var words = new FindingTexts(texts);
        List<Finding> causes = model.causesProperty().get();
        Throwable fault = model.faultProperty().get();
        if (fault != null) {
            return Stream.of(texts.get("deadletter.undelivered.fault", faults.line(fault)));
        }
        if (causes == null) {
            return Stream.of();
        }
        return causes.isEmpty()
                ? Stream.of(texts.get("deadletter.undelivered.none"))
                : causes.stream()
                        .map(each -> texts.get(
                                "deadletter.undelivered.cause",
                                each.resource().name(),
                                words.what(each),
                                words.fix(each)));
    }
}
