package io.orderflow.operations.deadletter;

import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Why SNS could not deliver, as far as that can be seen now. SNS itself keeps no reason with what it could not deliver, and
 * what was wrong then may have been put right since.
 */
public final class UndeliveredCauses {
    private static final Set<FindingCode> OF_THE_QUEUE =
            EnumSet.of(FindingCode.MISSING, FindingCode.TOPIC_REFUSED, FindingCode.UNREADABLE);

    private UndeliveredCauses() {}

    /**
     * Those of the doctor's findings that keep orders from being delivered, or hide whether something does, in their order.
     *
     * @param orderQueue what OrderQueue is called in this environment
     */
    public static List<Finding> of(List<Finding> findings, String orderQueue) {
        return findings.stream()
                .filter(each -> each.code() == FindingCode.RAW_DELIVERY
                        || (OF_THE_QUEUE.contains(each.code())
                                && each.resource().name().equals(orderQueue)))
                .toList();
    }
}
