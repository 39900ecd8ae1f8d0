package io.orderflow.operations.deadletter.redrive;

import java.util.Map;

/**
 * How far a redrive is.
 *
 * @param stage of the ramp, from 1
 * @param ends told so far
 * @param stopping whether nothing more is sent, and it ends when what was begun is done
 */
public record RedriveStatus(
        String receipt,
        int count,
        int sent,
        int deleted,
        Map<End, Integer> ends,
        int stage,
        int stages,
        boolean paused,
        boolean stopping,
        long requests,
        double dollars) {
    public RedriveStatus {
        ends = Map.copyOf(ends);
    }
}
