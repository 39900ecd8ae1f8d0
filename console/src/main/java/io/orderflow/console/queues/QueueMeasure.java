package io.orderflow.console.queues;

import io.orderflow.console.ui.ChartPoint;
import io.orderflow.console.ui.ChartSeries;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is counted of a queue: a number, and a line of its chart. */
enum QueueMeasure {
    VISIBLE("queues.visible", QueueDepth::visible),
    IN_FLIGHT("queues.in_flight", QueueDepth::inFlight),
    DELAYED("queues.delayed", QueueDepth::delayed);

    private final String textKey;

    @SuppressWarnings("ImmutableEnumChecker") // method references without state
    private final ToLongFunction<QueueDepth> value;

    QueueMeasure(String textKey, ToLongFunction<QueueDepth> value) {
        this.textKey = textKey;
        this.value = value;
    }

    String textKey() {
        return textKey;
    }

    long of(QueueDepth depth) {
        return value.applyAsLong(depth);
    }

    /** Visible dead letters are bad news, visible orders are not. */
    Tone tone(WatchedQueue queue) {
        return switch (this) {
            case VISIBLE -> queue == WatchedQueue.DEAD_LETTER_QUEUE ? Tone.DANGER : Tone.ACCENT;
            case IN_FLIGHT -> Tone.DONE;
            case DELAYED -> Tone.WARNING;
        };
    }

    /** Whether any of the samples counted more than 0. */
    boolean occurs(WatchedQueue queue, List<QueueSample> samples) {
        return samples.stream().map(sample -> sample.depth(queue)).anyMatch(depth -> depth != null && of(depth) > 0);
    }

    /** The line; it breaks where a sample has no depth for the queue. */
    ChartSeries line(WatchedQueue queue, List<QueueSample> samples) {
        List<ChartPoint> points = samples.stream()
                .map(sample -> {
                    QueueDepth depth = sample.depth(queue);
                    return new ChartPoint(sample.at().toEpochMilli(), depth == null ? Double.NaN : of(depth));
                })
                .toList();
        return new ChartSeries(tone(queue).styleClass(), this == VISIBLE, points);
    }
}
