package io.orderflow.console.queues;

import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.TimeRange;
import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the Queues tab shows: the newest depths, the samples of the chosen range, and what is under the crosshair. */
public final class QueuesViewModel {

    /**
     * What the charts draw.
     *
     * @param samples oldest first
     */
    public record Window(Instant from, Instant to, List<QueueSample> samples) {
        public Window {
            samples = List.copyOf(samples);
        }
    }

    private static final String RANGE = "queues.range";

    private final QueueSampler sampler;
    private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(TimeRange.FIVE_MINUTES);
    private final ObjectProperty<@Nullable Instant> crosshair = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Window> window = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable QueueSample> underCrosshair = new ReadOnlyObjectWrapper<>();

    private final ReadOnlyObjectWrapper<@Nullable QueueSample> marked = new ReadOnlyObjectWrapper<>();

    public QueuesViewModel(QueueSampler sampler) {
        this.sampler = sampler;
        sampler.latestProperty().addListener((property, before, now) -> update());
        range.addListener((property, before, now) -> update());
        crosshair.addListener((property, before, now) -> updateCrosshair());
        update();
    }

    /** Shows the range that was chosen last, and remembers which one is chosen. */
    public void restore(Memory memory) {
        range.set(memory.get(RANGE, range.get()));
        range.addListener((property, before, chosen) -> memory.put(RANGE, chosen.name()));
    }

    public ObjectProperty<TimeRange> rangeProperty() {
        return range;
    }

    /** The time under the crosshair of any chart; null while there is none. */
    public ObjectProperty<@Nullable Instant> crosshairProperty() {
        return crosshair;
    }

    /** The sample under the crosshair; null while there is none. */
    public ReadOnlyObjectProperty<@Nullable QueueSample> underCrosshairProperty() {
        return underCrosshair.getReadOnlyProperty();
    }

    /** Null before the first sample. */
    public ReadOnlyObjectProperty<@Nullable Window> windowProperty() {
        return window.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable QueueSample> latestProperty() {
        return sampler.latestProperty();
    }

    public ReadOnlyObjectProperty<@Nullable PortException> faultProperty() {
        return sampler.faultProperty();
    }

    /** The sample that a legend speaks of: the one under the crosshair, else the newest. */
    public ReadOnlyObjectProperty<@Nullable QueueSample> markedProperty() {
        return marked.getReadOnlyProperty();
    }

    /** The time between two samples. */
    public Duration interval() {
        return sampler.interval();
    }

    /** Samples further apart than this have a hole between them: the console slept, or was backing off. */
    public Duration longestGap() {
        return sampler.interval().multipliedBy(4);
    }

    public void refresh() {
        sampler.now();
    }

    private void update() {
        QueueSample latest = sampler.latestProperty().get();
        if (latest == null) {
            return;
        }
        Instant to = latest.at();
        Instant from = to.minus(range.get().length());
        // One interval more on the left, so that the line comes in from the edge.
        window.set(
                new Window(from, to, sampler.since(from.minus(sampler.interval().multipliedBy(2)))));
        updateCrosshair();
    }

    private void updateCrosshair() {
        Window shown = window.get();
        Instant at = crosshair.get();
        underCrosshair.set(
                shown == null || at == null
                        ? null
                        : shown.samples().stream()
                                .filter(sample -> sample.at().toEpochMilli() == at.toEpochMilli())
                                .findFirst()
                                .orElse(null));
        QueueSample under = underCrosshair.get();
        marked.set(under == null ? sampler.latestProperty().get() : under);
    }
}
