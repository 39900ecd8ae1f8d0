package io.orderflow.console.ui;

import io.orderflow.console.ui.ChartGeometry.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * Counts over time, drawn live: whole-number grid from 0, local times below, one path for each unbroken stretch so
 * that nothing is drawn where nothing was measured, and a crosshair that follows the mouse and the arrow keys. Colours
 * come from the style sheet ({@code .time-chart} and the series' style classes). FX thread only.
 */
public final class TimeChart extends Region {
    private static final double LEFT = 64;
    private static final double RIGHT = 16;
    private static final double TOP = 12;
    private static final double BOTTOM = 26;
    private static final double PIXELS_PER_TIME_LABEL = 80;
    private static final double PIXELS_PER_COUNT_LABEL = 44;
    private static final double MARK_RADIUS = 3.5;

    private final ZoneId zone;
    private final LongFunction<String> countText;
    private final Function<Instant, String> timeText;
    private final Duration maxGap;
    private final ObjectProperty<@Nullable Instant> crosshair = new SimpleObjectProperty<>(this, "crosshair");

    private final Group plot = new Group();
    private final Rectangle plotClip = new Rectangle();
    private final NodePool<Line> gridLines = pool(Line::new, "chart-grid");
    private final NodePool<Label> countLabels = pool(Label::new, "chart-count");
    private final NodePool<Label> timeLabels = pool(Label::new, "chart-time");
    private final NodePool<Path> areas;
    private final NodePool<Path> lines;
    private final NodePool<Circle> marks = pool(Circle::new, "chart-mark");
    private final Line crosshairLine = new Line();
    private final Label emptyLabel = new Label();

    private List<ChartSeries> series = List.of();
    private long fromMillis;
    private long toMillis = 1;

    /**
     * @param maxGap samples further apart than this are not joined by a line
     * @param emptyText shown while there is nothing to draw
     */
    public TimeChart(
            ZoneId zone,
            Duration maxGap,
            Function<Instant, String> timeText,
            LongFunction<String> countText,
            String emptyText) {
        this.zone = zone;
        this.maxGap = maxGap;
        this.timeText = timeText;
        this.countText = countText;
        var below = new Group();
        var above = new Group();
        plot.getChildren().addAll(below, above);
        areas = new NodePool<>(Path::new, "chart-area", below.getChildren());
        lines = new NodePool<>(Path::new, "chart-line", above.getChildren());
        getStyleClass().add("time-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        plot.setClip(plotClip);
        plot.setManaged(false);
        crosshairLine.getStyleClass().add("chart-crosshair");
        crosshairLine.setManaged(false);
        emptyLabel.setText(emptyText);
        emptyLabel.getStyleClass().add("chart-empty");
        getChildren().addAll(plot, crosshairLine, emptyLabel);
        crosshair.addListener((property, before, after) -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> moveCrosshairTo(event.getX() - LEFT));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> moveCrosshairTo(event.getX() - LEFT));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> crosshair.set(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Replaces what is drawn. {@code to} must be after {@code from}. */
    public void show(List<ChartSeries> newSeries, Instant from, Instant to) {
        series = List.copyOf(newSeries);
        fromMillis = from.toEpochMilli();
        toMillis = Math.max(to.toEpochMilli(), fromMillis + 1);
        requestLayout();
    }

    /** The sampled time under the crosshair; null while there is none. Bind two charts' to move them together. */
    public ObjectProperty<@Nullable Instant> crosshairProperty() {
        return crosshair;
    }

    private <T extends Node> NodePool<T> pool(Supplier<T> maker, String styleClass) {
        return new NodePool<>(maker, styleClass, getChildren());
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BOTTOM;
        if (width < 1 || height < 1) {
            return;
        }
        int intervals = (int) Math.max(1, Math.min(5, height / PIXELS_PER_COUNT_LABEL));
        List<Long> counts = ChartTicks.counts(highest(), intervals);
        ChartGeometry geometry = new ChartGeometry(fromMillis, toMillis, width, height, counts.get(counts.size() - 1));
        boolean empty = visibleTimes().isEmpty();
        layoutGrid(geometry, counts, empty);
        layoutTimes(geometry, empty);
        layoutPlot(geometry);
        layoutCrosshair(geometry, empty);
        emptyLabel.setVisible(empty);
        emptyLabel.autosize();
        emptyLabel.relocate(
                snapPositionX((getWidth() - emptyLabel.getWidth()) / 2),
                snapPositionY(TOP + (height - emptyLabel.getHeight()) / 2));
    }

    private void layoutGrid(ChartGeometry geometry, List<Long> counts, boolean empty) {
        for (long count : counts) {
            double y = Math.round(TOP + geometry.y((double) count)) + 0.5;
            Line line = gridLines.next();
            line.setStartX(LEFT);
            line.setEndX(LEFT + geometry.width());
            line.setStartY(y);
            line.setEndY(y);
            if (!empty) {
                Label label = countLabels.next();
                label.setText(countText.apply(count));
                label.autosize();
                label.relocate(
                        snapPositionX(LEFT - 8 - label.prefWidth(-1)), snapPositionY(y - label.prefHeight(-1) / 2));
            }
        }
        gridLines.hideRest();
        countLabels.hideRest();
    }

    private void layoutTimes(ChartGeometry geometry, boolean empty) {
        int most = (int) Math.max(2, geometry.width() / PIXELS_PER_TIME_LABEL);
        for (long time : empty ? List.<Long>of() : ChartTicks.times(fromMillis, toMillis, most, zone)) {
            Label label = timeLabels.next();
            label.setText(timeText.apply(Instant.ofEpochMilli(time)));
            label.autosize();
            double half = label.prefWidth(-1) / 2;
            double x = LEFT + geometry.x(time);
            label.relocate(
                    snapPositionX(Math.min(x - half, getWidth() - 2 * half - 2)),
                    snapPositionY(TOP + geometry.height() + 6));
        }
        timeLabels.hideRest();
    }

    private void layoutPlot(ChartGeometry geometry) {
        // Two pixels of room, so that a line at 0 or at the upper edge keeps its full width.
        plotClip.setX(LEFT);
        plotClip.setY(TOP - 2);
        plotClip.setWidth(geometry.width() + 1);
        plotClip.setHeight(geometry.height() + 4);
        for (ChartSeries one : series) {
            for (Stretch stretch : geometry.stretches(one.points(), maxGap.toMillis())) {
                if (one.area()) {
                    Path area = areas.next();
                    area.getElements().setAll(area(stretch, geometry.height()));
                    NodePool.setStyle(area, "chart-area", one.styleClass());
                }
                Path line = lines.next();
                line.getElements().setAll(line(stretch));
                NodePool.setStyle(line, "chart-line", one.styleClass());
            }
        }
        areas.hideRest();
        lines.hideRest();
    }

    private static List<PathElement> line(Stretch stretch) {
        List<PathElement> elements = new ArrayList<>(stretch.size() + 1);
        elements.add(new MoveTo(LEFT + stretch.xs()[0], TOP + stretch.ys()[0]));
        for (int i = 1; i < stretch.size(); i++) {
            elements.add(new LineTo(LEFT + stretch.xs()[i], TOP + stretch.ys()[i]));
        }
        if (stretch.size() == 1) {
            // A lone sample between two gaps: with round caps this is a dot.
            elements.add(new LineTo(LEFT + stretch.xs()[0] + 0.1, TOP + stretch.ys()[0]));
        }
        return elements;
    }

    private static List<PathElement> area(Stretch stretch, double height) {
        List<PathElement> elements = line(stretch);
        elements.add(new LineTo(LEFT + stretch.xs()[stretch.size() - 1], TOP + height));
        elements.add(new LineTo(LEFT + stretch.xs()[0], TOP + height));
        return elements;
    }

    private void layoutCrosshair(ChartGeometry geometry, boolean empty) {
        Instant at = crosshair.get();
        boolean shown = !empty && at != null && at.toEpochMilli() >= fromMillis && at.toEpochMilli() <= toMillis;
        crosshairLine.setVisible(shown);
        if (shown && at != null) {
            double x = Math.round(LEFT + geometry.x(at.toEpochMilli())) + 0.5;
            crosshairLine.setStartX(x);
            crosshairLine.setEndX(x);
            crosshairLine.setStartY(TOP);
            crosshairLine.setEndY(TOP + geometry.height());
            crosshairLine.toFront();
            for (ChartSeries one : series) {
                for (ChartPoint point : one.points()) {
                    if (point.atMillis() == at.toEpochMilli() && !Double.isNaN(point.value())) {
                        Circle mark = marks.next();
                        mark.setRadius(MARK_RADIUS);
                        mark.setCenterX(x);
                        mark.setCenterY(TOP + geometry.y(point.value()));
                        NodePool.setStyle(mark, "chart-mark", one.styleClass());
                        mark.toFront();
                    }
                }
            }
        }
        marks.hideRest();
    }

    private double highest() {
        return series.stream()
                .flatMap(one -> one.points().stream())
                .filter(point -> point.atMillis() >= fromMillis && point.atMillis() <= toMillis)
                .mapToDouble(ChartPoint::value)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    /** The times within the range at which anything was measured. */
    private NavigableSet<Long> visibleTimes() {
        NavigableSet<Long> times = new TreeSet<>();
        for (ChartSeries one : series) {
            for (ChartPoint point : one.points()) {
                if (!Double.isNaN(point.value()) && point.atMillis() >= fromMillis && point.atMillis() <= toMillis) {
                    times.add(point.atMillis());
                }
            }
        }
        return times;
    }

    private void moveCrosshairTo(double x) {
        double width = getWidth() - LEFT - RIGHT;
        NavigableSet<Long> times = visibleTimes();
        if (width < 1 || times.isEmpty()) {
            return;
        }
        long wanted = new ChartGeometry(fromMillis, toMillis, width, 1, 1).timeAt(Math.max(0, Math.min(width, x)));
        Long before = times.floor(wanted);
        Long after = times.ceiling(wanted);
        if (before == null || (after != null && after - wanted < wanted - before)) {
            before = after;
        }
        setCrosshairTime(before);
    }

    private void onKey(KeyEvent event) {
        NavigableSet<Long> times = visibleTimes();
        if (times.isEmpty()) {
            return;
        }
        Instant at = crosshair.get();
        Long now = at == null ? null : Long.valueOf(at.toEpochMilli());
        switch (event.getCode()) {
            case LEFT -> setCrosshairTime(now == null ? times.last() : orElse(times.lower(now), times.first()));
            case RIGHT -> setCrosshairTime(now == null ? times.last() : orElse(times.higher(now), times.last()));
            case HOME -> setCrosshairTime(times.first());
            case END -> setCrosshairTime(times.last());
            case ESCAPE -> {
                if (now == null) {
                    return; // somebody else's Escape
                }
                crosshair.set(null);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void setCrosshairTime(@Nullable Long millis) {
        crosshair.set(millis == null ? null : Instant.ofEpochMilli(millis));
    }

    private static Long orElse(@Nullable Long value, Long other) {
        return value == null ? other : value;
    }
}
