package io.orderflow.operations.check;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a check will do, known before it does it.
 *
 * @param runId marks every message of this run
 * @param orders how many good orders it publishes
 * @param poison whether it also publishes two malformed messages and follows them into OrderDLQ
 * @param setUp whether it may create what is missing
 * @param patience how long each wait may take
 */
public record CheckPlan(String runId, int orders, boolean poison, boolean setUp, Duration patience) {

    /** The ids of the good orders. */
    public List<String> orderIds() {
        return IntStream.rangeClosed(1, orders)
                .mapToObj(n -> String.format(Locale.ROOT, "CHECK-%s-%02d", runId, n))
                .toList();
    }

    /** The id in the malformed message that can be repaired. */
    String repairableId() {
        return "CHECK-" + runId + "-M1";
    }

    /** The id in the malformed message that cannot. */
    String unreadableId() {
        return "CHECK-" + runId + "-M2";
    }
}
