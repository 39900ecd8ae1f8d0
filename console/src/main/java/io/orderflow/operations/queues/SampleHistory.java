package io.orderflow.operations.queues;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest samples, oldest dropped first. Not thread-safe. */
public final class SampleHistory {
    private final @Nullable QueueSample[] ring;
    private int size;
    private int next;

    public SampleHistory(int capacity) {
        ring = new @Nullable QueueSample[capacity];
    }

    public void add(QueueSample sample) {
        ring[next] = sample;
        next = (next + 1) % ring.length;
        size = Math.min(size + 1, ring.length);
    }

    /** The samples at or after {@code from} in the order they were added. */
    public List<QueueSample> since(Instant from) {
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
