package io.orderflow.lambda;

import io.orderflow.order.OrderFault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message: all that its log line and the metrics need, and nothing of its content.
 *
 * @param outcome what became of it
 * @param keys of which message; all that could be told of it
 * @param detail a short code: why it is unchanged or failed; null otherwise
 * @param explanation the failure in one line; null otherwise
 * @param faults why it is malformed; else empty
 * @param processedAt as the row has it that was written; null where none was
 * @param publishedToStoredMs from SNS's publication until it was written; null where nothing was written or the body is raw
 */
record MessageResult(
        Outcome outcome,
        MessageKeys keys,
        @Nullable String detail,
        @Nullable String explanation,
        List<OrderFault> faults,
        @Nullable Instant processedAt,
        @Nullable Long publishedToStoredMs) {

    /** As in the log lines, where the console counts on the names. */
    enum Outcome {
        STORED,
        REPLACED,
        UNCHANGED,
        MALFORMED,
        FAILED;

        /** Whether SQS may forget the message. */
        boolean done() {
            return this != MALFORMED && this != FAILED;
        }
    }

    MessageResult {
        faults = List.copyOf(faults);
    }

    static MessageResult written(
            Outcome outcome, MessageKeys keys, Instant processedAt, @Nullable Long publishedToStoredMs) {
        return new MessageResult(outcome, keys, null, null, List.of(), processedAt, publishedToStoredMs);
    }

    static MessageResult unchanged(MessageKeys keys, String reason) {
        return new MessageResult(Outcome.UNCHANGED, keys, reason, null, List.of(), null, null);
    }

    static MessageResult malformed(MessageKeys keys, List<OrderFault> faults) {
        return new MessageResult(Outcome.MALFORMED, keys, null, null, faults, null, null);
    }

    static MessageResult failed(MessageKeys keys, String code, String explanation) {
        return new MessageResult(Outcome.FAILED, keys, code, explanation, List.of(), null, null);
    }
}
