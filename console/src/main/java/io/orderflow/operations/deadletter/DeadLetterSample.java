package io.orderflow.operations.deadletter;

import java.util.List;

/**
 * What one look into OrderDLQ found.
 *
 * @param letters each message once, in no order
 * @param approximateTotal how many messages the queue holds, those in flight included, as SQS estimated it before the
 *     peek; never fewer than were found
 * @param stillHidden how many of {@code letters} could not be released and stay in flight until their visibility
 *     timeout ends; 0 normally
 */
public record DeadLetterSample(List<DeadLetter> letters, long approximateTotal, int stillHidden) {
    public DeadLetterSample {
        letters = List.copyOf(letters);
        approximateTotal = Math.max(approximateTotal, letters.size());
    }
}
