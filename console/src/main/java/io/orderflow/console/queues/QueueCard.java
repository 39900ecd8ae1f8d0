package io.orderflow.console.queues;

import io.orderflow.console.queues.QueuesViewModel.Window;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ChartSeries;
import io.orderflow.console.ui.TimeChart;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One queue: its newest depth in large figures, and a chart whose legend follows the crosshair. */
final class QueueCard {
    private final WatchedQueue queue;
    private final String name;
    private final Texts texts;
    private final Formats formats;
    private final Card card;
    private final HBox figures = new HBox();
    private final TimeChart chart;
    private final Map<QueueMeasure, Label> legend = new EnumMap<>(QueueMeasure.class);
    private final Map<QueueMeasure, Label> numbers = new EnumMap<>(QueueMeasure.class);

    QueueCard(WatchedQueue queue, String name, QueuesViewModel viewModel, Texts texts, Formats formats, ZoneId zone) {
        this.queue = queue;
        this.name = name;
        this.texts = texts;
        this.formats = formats;
        chart = new TimeChart(
                zone,
                viewModel.longestGap(),
                time -> formats.clock(time, time),
                formats::number,
                texts.get("queues.empty"));
        chart.crosshairProperty().bindBidirectional(viewModel.crosshairProperty());
        for (QueueMeasure measure : QueueMeasure.values()) {
            legend.put(measure, legendEntry(measure));
            figures.getChildren().add(figure(measure));
        }
        figures.getStyleClass().add("figures");
        VBox.setVgrow(chart, Priority.ALWAYS);
        var body = new VBox(10, figures, chart);
        card = new Card(name, body).right(legend.values().toArray(Node[]::new));
        card.setMinWidth(0);

        viewModel.windowProperty().addListener((property, before, now) -> draw(now));
        viewModel.latestProperty().addListener((property, before, now) -> figures(now));
        viewModel.markedProperty().addListener((property, before, now) -> legend(now));
        draw(viewModel.windowProperty().get());
        figures(viewModel.latestProperty().get());
        legend(viewModel.markedProperty().get());
    }

    Card node() {
        return card;
    }

    /** Adds a node at the right of the figures. */
    void addBesideFigures(Node node) {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        figures.getChildren().addAll(gap, node);
    }

    private Label legendEntry(QueueMeasure measure) {
        var mark = new Region();
        mark.getStyleClass().add("legend-mark");
        var label = new Label("", mark);
        label.getStyleClass().addAll("legend", measure.tone(queue).styleClass());
        return label;
    }

    private Node figure(QueueMeasure measure) {
        var number = new Label();
        number.getStyleClass().addAll("figure", measure.tone(queue).styleClass());
        numbers.put(measure, number);
        var caption = new Label(texts.get(measure.textKey()));
        caption.getStyleClass().add("figure-caption");
        return new VBox(number, caption);
    }

    private void draw(@Nullable Window window) {
        if (window == null) {
            return;
        }
        List<ChartSeries> lines = new ArrayList<>();
        for (QueueMeasure measure : QueueMeasure.values()) {
            // Visible comes last, on top; the others only where they are more than a line along the bottom.
            if (measure == QueueMeasure.VISIBLE || measure.occurs(queue, window.samples())) {
                lines.add(0, measure.line(queue, window.samples()));
            }
        }
        chart.show(lines, window.from(), window.to());
    }

    private void figures(@Nullable QueueSample sample) {
        QueueDepth depth = sample == null ? null : sample.depth(queue);
        numbers.forEach((measure, label) -> {
            label.setText(text(measure, depth));
            boolean quiet = depth == null || measure.of(depth) == 0;
            label.getStyleClass().remove("zero");
            if (quiet) {
                label.getStyleClass().add("zero");
            }
        });
        chart.setAccessibleText(texts.get(
                "queues.chart",
                name,
                text(QueueMeasure.VISIBLE, depth),
                text(QueueMeasure.IN_FLIGHT, depth),
                text(QueueMeasure.DELAYED, depth)));
    }

    private void legend(@Nullable QueueSample sample) {
        QueueDepth depth = sample == null ? null : sample.depth(queue);
        legend.forEach((measure, label) -> label.setText(texts.get(measure.textKey()) + " " + text(measure, depth)));
    }

    private String text(QueueMeasure measure, @Nullable QueueDepth depth) {
        return depth == null ? texts.get("format.unknown") : formats.number(measure.of(depth));
    }
}
