package io.orderflow.lambda;

import io.orderflow.lambda.MessageResult.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts what became of the messages of one invocation. One thread. */
final class InvocationMetrics {
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private long[] latencies = new long[16];
    private int measured;

    void count(MessageResult result) {
        counts.merge(result.outcome(), 1, Integer::sum);
        Long latency = result.publishedToStoredMs();
        if (latency != null) {
            if (measured == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * measured);
            }
            latencies[measured++] = latency;
        }
    }

    int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /**
     * The latency from publication to the table, in ms, that so many per cent of the written messages did not exceed (nearest
     * rank); empty when none was measured.
     */
    OptionalLong latency(int percent) {
        if (measured == 0) {
            return OptionalLong.empty();
        }
        long[] sorted = Arrays.copyOf(latencies, measured);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * measured);
        return OptionalLong.of(sorted[Math.max(rank, 1) - 1]);
    }
}
