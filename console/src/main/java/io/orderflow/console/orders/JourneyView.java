package io.orderflow.console.orders;

import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.OrderJourney;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** An order's journey, a line for each step, and below it what is not known. */
final class JourneyView extends VBox {
    private static final int LONGEST = 300;
    /** Steps that belong together are told by what they took. */
    private static final Duration CLOSE = Duration.ofMinutes(10);

    private final OrderDetailsViewModel model;
    private final Texts texts;
    private final Formats formats;

    JourneyView(OrderDetailsViewModel model, Texts texts, Formats formats) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        setId("journey");
        getStyleClass().add("journey");
        model.journeyProperty().subscribe(journey -> show());
        model.readingProperty().subscribe(reading -> show());
        model.faultProperty().subscribe(fault -> show());
    }

    private void show() {
        getChildren().clear();
        OrderJourney journey = model.journeyProperty().get();
        if (model.faultProperty().get() != null) {
            add(texts.get("orders.journey.failed"));
        } else if (journey == null) {
            add(model.readingProperty().get() ? texts.get("orders.journey.reading") : "");
        } else {
            show(journey);
        }
    }

    private void show(OrderJourney journey) {
        Instant before = null;
        List<JourneyStep> steps = journey.steps();
        for (JourneyStep step : steps) {
            getChildren().add(line(step, before));
            before = step.at();
        }
        if (steps.isEmpty()) {
            add(texts.get("orders.journey.nothing"));
        }
        for (String gap : journey.gaps()) {
            add(texts.get("orders.journey.gap", VisibleText.line(gap, LONGEST)));
        }
        if (journey.more() != null) {
            var more = new Hyperlink(texts.get("orders.journey.more"));
            more.setId("journey-more");
            more.disableProperty().bind(model.readingProperty());
            more.setOnAction(event -> model.readOn());
            getChildren().add(more);
        }
    }

    private void add(String line) {
        Label label = Labels.wrapped(line);
        label.getStyleClass().add("muted");
        getChildren().add(label);
    }

    private Node line(JourneyStep step, @Nullable Instant before) {
        var dot = Icons.small(icon(step));
        Tones.set(dot, tone(step));
        dot.getStyleClass().add("tone-text");
        var name = new Label(texts.get("orders.journey." + step.step()));
        name.getStyleClass().add("strong");
        name.setMinWidth(USE_PREF_SIZE);
        Duration since = before == null ? null : Duration.between(before, step.at());
        boolean close = since != null && !since.isNegative() && since.compareTo(CLOSE) < 0;
        var at = new Label(close ? "+" + formats.duration(since) : formats.local(step.at()));
        at.setTooltip(new Tooltip(formats.local(step.at()) + "\n" + formats.utc(step.at())));
        at.getStyleClass().add("muted");
        at.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(6, dot, name, at);
        head.setAlignment(Pos.CENTER_LEFT);
        String source = texts.get("orders.journey.by." + step.source());
        Label detail = Labels.wrapped(source + " · " + VisibleText.line(step.detail(), LONGEST));
        detail.getStyleClass().addAll("muted", "journey-detail");
        var line = new VBox(1, head, detail);
        HBox.setHgrow(line, Priority.ALWAYS);
        line.setAccessibleText(name.getText() + ", " + formats.local(step.at()) + ", " + step.detail());
        return line;
    }

    private static Feather icon(JourneyStep step) {
        return switch (step.step()) {
            case PUBLISHED, QUEUED -> Feather.SEND;
            case TRIED -> Feather.ALERT_TRIANGLE;
            case STORED, REPLACED, DUPLICATE, SUPERSEDED -> Feather.CHECK;
            case DEAD_LETTERED -> Feather.X;
            case REPAIRED, REDRIVEN -> Feather.REPEAT;
        };
    }

    private static Tone tone(JourneyStep step) {
        return switch (step.step()) {
            case PUBLISHED, QUEUED, REPAIRED, REDRIVEN -> Tone.ACCENT;
            case TRIED -> Tone.WARNING;
            case STORED, REPLACED -> Tone.SUCCESS;
            case DUPLICATE, SUPERSEDED -> Tone.NEUTRAL;
            case DEAD_LETTERED -> Tone.DANGER;
        };
    }
}
