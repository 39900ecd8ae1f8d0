package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** What would become of the set: how the rehearsal went, or how far it is. Takes no room where there is none. */
final class RehearsalBox extends VBox {
    private static final double BAR = 240;
    private static final int LONGEST = 200;

    private final RehearsalViewModel model;
    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;
    private final Label line = Labels.wrapped("");
    private final ProgressBar bar = new ProgressBar();
    private final GridPane ends = new GridPane();

    RehearsalBox(RehearsalViewModel model, Texts texts, FaultTexts faults, Formats formats) {
        super(6);
        this.model = model;
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
        setId("rehearsal");
        line.setId("rehearsal-line");
        line.getStyleClass().add("tone-text");
        bar.setMaxWidth(Double.MAX_VALUE);
        ends.setId("rehearsal-ends");
        ends.setHgap(14);
        ends.setVgap(3);
        getChildren().setAll(line, bar, ends);
        for (Region each : List.of(bar, ends, this)) {
            each.managedProperty().bind(each.visibleProperty());
        }
    }

    /** @param changed is told once it has another size */
    Subscription follow(Runnable changed) {
        Runnable show = () -> {
            show();
            changed.run();
        };
        return Subscription.combine(
                model.progressProperty().subscribe(show),
                model.rehearsedProperty().subscribe(show),
                model.faultProperty().subscribe(show));
    }

    void show() {
        TaskProgress now = model.progressProperty().get();
        RehearsalViewModel.Rehearsed rehearsed = model.rehearsedProperty().get();
        Throwable fault = model.faultProperty().get();
        setVisible(now != null || rehearsed != null || fault != null);
        bar.setVisible(now != null);
        ends.setVisible(rehearsed != null);
        if (now != null) {
            bar.setProgress(now.done() == 0 ? -1 : now.fraction());
            line.setText(texts.get("deadletter.rehearsal.runs", now.done(), now.total(), now.message()));
        } else if (rehearsed != null) {
            show(rehearsed);
        } else if (fault != null) {
            line.setText(faults.line(fault));
        }
        Tones.set(line, tone(rehearsed, fault));
    }

    private static Tone tone(RehearsalViewModel.@Nullable Rehearsed rehearsed, @Nullable Throwable fault) {
        if (fault != null) {
            return Tone.DANGER;
        }
        return rehearsed == null || Boolean.TRUE.equals(rehearsed.codeMatches()) ? Tone.NEUTRAL : Tone.WARNING;
    }

    private void show(RehearsalViewModel.Rehearsed rehearsed) {
        line.setText(texts.get(
                "deadletter.rehearsal.code." + rehearsed.codeMatches(),
                rehearsed.report().ends().size(),
                formats.duration(rehearsed.took())));
        ends.getChildren().clear();
        int row = 0;
        for (RehearsedEnd.Kind kind : RehearsedEnd.Kind.values()) {
            int count = rehearsed.report().totals().getOrDefault(kind, 0);
            if (count > 0) {
                Tone tone = tone(kind);
                var share = new ProgressBar(
                        (double) count / rehearsed.report().ends().size());
                share.setPrefWidth(BAR);
                share.getStyleClass().addAll("share", tone.styleClass());
                var number = new Label(formats.number(count));
                number.setId("rehearsed-" + kind);
                number.getStyleClass().addAll("strong", "tone-text", tone.styleClass());
                var why = new Label(VisibleText.line(explanation(rehearsed, kind), LONGEST));
                why.getStyleClass().add("muted");
                why.setMinWidth(0);
                GridPane.setHgrow(why, Priority.ALWAYS);
                var word = new Label(texts.get("deadletter.rehearsed." + kind));
                word.setMinWidth(Region.USE_PREF_SIZE);
                ends.addRow(row++, word, share, number, why);
            }
        }
    }

    /** Why the first of those failed that did so for a reason that is not in the rules. */
    private static String explanation(RehearsalViewModel.Rehearsed rehearsed, RehearsedEnd.Kind kind) {
        return rehearsed.report().ends().values().stream()
                .filter(end -> end.kind() == kind)
                .map(RehearsedEnd::explanation)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Tone tone(RehearsedEnd.Kind kind) {
        return switch (kind) {
            case STORED -> Tone.SUCCESS;
            case REPLACED -> Tone.ACCENT;
            case DUPLICATE, SUPERSEDED -> Tone.NEUTRAL;
            case MALFORMED, FAILED -> Tone.DANGER;
            case UNKNOWN -> Tone.WARNING;
        };
    }
}
