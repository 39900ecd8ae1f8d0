package io.orderflow.operations.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the function wrote about one message; what an older function did not write yet is null.
 *
 * @param time when it was stored, as the row has it; of others, and where that is not told, when the line was written
 * @param outcome {@code STORED}, {@code REPLACED}, {@code UNCHANGED}, {@code MALFORMED} or {@code FAILED}
 * @param reason why it is unchanged: {@code DUPLICATE} or {@code SUPERSEDED}
 * @param error a code, and {@code explanation} one line, of what failed
 * @param receiveCount 0 where it is not told
 */
public record ConsumerLine(
        Instant time,
        String outcome,
        String messageId,
        @Nullable String orderId,
        @Nullable String publishId,
        @Nullable Instant sentAt,
        @Nullable String eventHash,
        int receiveCount,
        @Nullable String reason,
        @Nullable String error,
        @Nullable String explanation,
        List<LineFault> faults) {

    /** What was wrong with a malformed order, without its value. */
    public record LineFault(String field, String rule, String message) {}

    public ConsumerLine {
        faults = List.copyOf(faults);
    }

    /** Whether it says why the message went back to the queue. */
    public boolean failed() {
        return outcome.equals("MALFORMED") || outcome.equals("FAILED");
    }
}
