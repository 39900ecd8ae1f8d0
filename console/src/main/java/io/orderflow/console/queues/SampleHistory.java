package io.orderflow.console.queues;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest samples, oldest dropped first. Not thread-safe. */
final class SampleHistory {
    private final @Nullable QueueSample[] ring;
    private int size;
    private int next;

    SampleHistory(int capacity) {
        ring = new @Nullable QueueSample[capacity];
    }

    void add(QueueSample sample) {
        ring[next] = sample;
        next = (next + 1) % ring.length;
        size = Math.min(size + 1, ring.length);
    }

    /** The samples at or after {@code from} in the order they were added. */
    List<QueueSample> since(Instant from) {
        List<QueueSample> samples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            QueueSample sample = ring[Math.floorMod(next - size + i, ring.length)];
            if (sample != null && !sample.at().isBefore(from)) {
                samples.add(sample);
            }
        }
        return samples;
    }
}
