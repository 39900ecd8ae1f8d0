package io.orderflow.operations.queues;

import io.orderflow.operations.PortException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at all watched queues. A queue that could not be read is missing in {@code depths}: an outage of one does
 * not hide the other.
 *
 * @param at when the look began
 * @param fault why a queue is missing, the first one; null when all were read
 */
public record QueueSample(Instant at, Map<WatchedQueue, QueueDepth> depths, @Nullable PortException fault) {
    public QueueSample {
        depths = Map.copyOf(depths);
    }

    /** Null when it could not be read. */
    public @Nullable QueueDepth depth(WatchedQueue queue) {
        return depths.get(queue);
    }
}
