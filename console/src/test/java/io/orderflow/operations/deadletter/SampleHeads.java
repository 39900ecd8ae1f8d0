package io.orderflow.operations.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Heads of whole snapshots of dead letters of OrderQueue, where nobody else holds any. */
public final class SampleHeads {
    private SampleHeads() {}

    public static SnapshotHead of(String queue, Instant takenAt, int letters) {
        return new SnapshotHead(
                queue,
                "OrderQueue",
                takenAt,
                letters,
                true,
                SnapshotHead.Stopped.NOT,
                0,
                Duration.ofDays(14),
                Map.of(),
                true,
                null);
    }
}
