package io.orderflow.console.queues;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.TimeRange;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The Queues tab: range buttons, what is under the crosshair, and a card for each queue. FX thread only. */
public final class QueuesView {
    private final VBox node = new VBox();
    private final QueuesViewModel viewModel;
    private final QueuesActions actions;
    private final Texts texts;
    private final Formats formats;

    /**
     * @param names what the queues are called in this environment
     */
    public QueuesView(
            QueuesViewModel viewModel,
            Map<WatchedQueue, String> names,
            QueuesActions actions,
            Texts texts,
            FaultTexts faultTexts,
            Formats formats,
            ZoneId zone) {
        this.viewModel = viewModel;
        this.actions = actions;
        this.texts = texts;
        this.formats = formats;
        node.getStyleClass().add("tab-pad");
        var banner = new ErrorBanner();
        viewModel.faultProperty().subscribe(banner.faults(texts, faultTexts));
        var cards = new EnumMap<WatchedQueue, QueueCard>(WatchedQueue.class);
        for (WatchedQueue queue : WatchedQueue.values()) {
            String name = names.getOrDefault(queue, queue.name());
            cards.put(queue, new QueueCard(queue, name, viewModel, texts, formats, zone));
        }
        var grid = new GridPane();
        grid.setHgap(12);
        var half = new ColumnConstraints();
        half.setPercentWidth(50);
        var full = new RowConstraints();
        full.setVgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(half, half);
        grid.getRowConstraints().setAll(full);
        cards.forEach((queue, card) -> {
            card.node().setMaxHeight(Double.MAX_VALUE);
            grid.addRow(0, card.node());
            if (queue == WatchedQueue.DEAD_LETTER_QUEUE) {
                card.addBesideFigures(lookButton());
            }
        });
        VBox.setVgrow(grid, Priority.ALWAYS);
        node.getChildren().setAll(toolbar(), banner, grid);
    }

    public Node node() {
        return node;
    }

    private HBox toolbar() {
        var ranges = new HBox(6);
        ranges.setAccessibleText(texts.get("queues.range"));
        var group = new ToggleGroup();
        for (TimeRange range : TimeRange.values()) {
            ranges.getChildren().add(rangeButton(range, group));
        }
        var marked = new Label();
        marked.setId("queues-marked");
        marked.getStyleClass().add("muted");
        viewModel.underCrosshairProperty().addListener((property, before, now) -> marked.setText(marked(now)));
        marked.setText(marked(null));
        var pace = new Label(texts.get("queues.pace", formats.duration(viewModel.interval())));
        pace.getStyleClass().add("muted");
        pace.setTooltip(new Tooltip(texts.get("queues.pace.tooltip")));
        pace.setMinWidth(Region.USE_PREF_SIZE);
        var toolbar = new HBox(12, ranges, gap(), marked, gap(), pace);
        toolbar.setAlignment(Pos.CENTER_LEFT);
        return toolbar;
    }

    private ToggleButton rangeButton(TimeRange range, ToggleGroup group) {
        UserAction action = Objects.requireNonNull(actions.ranges().get(range));
        var button = new ToggleButton(texts.get("queues.range." + range));
        button.setId(action.id());
        button.setTooltip(new Tooltip(action.hint()));
        button.setAccessibleHelp(action.hint());
        button.getStyleClass().add("segment");
        button.setToggleGroup(group);
        button.setSelected(viewModel.rangeProperty().get() == range);
        // One is always chosen: a click on the chosen one keeps it.
        button.setOnAction(event -> {
            button.setSelected(true);
            action.run(button.getScene().getWindow());
        });
        viewModel.rangeProperty().addListener((property, before, now) -> button.setSelected(now == range));
        return button;
    }

    /** It takes no room while there is nothing to look at. */
    private Node lookButton() {
        var look = new ActionButton(actions.look(), texts);
        actions.look().whyNot().subscribe(reason -> look.setVisible(reason.isEmpty()));
        look.managedProperty().bind(look.visibleProperty());
        return look;
    }

    private String marked(@Nullable QueueSample sample) {
        if (sample == null) {
            return texts.get("queues.crosshair.hint");
        }
        QueueDepth orders = sample.depth(WatchedQueue.ORDER_QUEUE);
        QueueDepth dead = sample.depth(WatchedQueue.DEAD_LETTER_QUEUE);
        return texts.get(
                "queues.crosshair",
                formats.clock(sample.at(), sample.at()),
                orders == null ? texts.get("format.unknown") : formats.number(orders.visible()),
                orders == null ? texts.get("format.unknown") : formats.number(orders.inFlight()),
                orders == null ? texts.get("format.unknown") : formats.number(orders.delayed()),
                dead == null ? texts.get("format.unknown") : formats.number(dead.visible()));
    }

    private static Region gap() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
