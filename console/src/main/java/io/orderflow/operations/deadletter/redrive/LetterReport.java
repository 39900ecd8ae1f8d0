package io.orderflow.operations.deadletter.redrive;

import org.jspecify.annotations.Nullable;

/**
 * What became of one letter of the set.
 *
 * @param newMessageId null where it was not sent, or by nobody's answer
 * @param end null where it was not sent
 * @param reason why it died, or why it was not sent or not deleted; null where there is nothing to say
 * @param ms from sent to stored; null where that is not told
 */
public record LetterReport(
        String messageId,
        @Nullable String newMessageId,
        @Nullable String orderId,
        @Nullable End end,
        @Nullable Evidence evidence,
        @Nullable String reason,
        @Nullable Long ms,
        boolean sent,
        boolean deleted,
        boolean maybeTwice) {

    /** Whether one of its ids has that text in it. */
    boolean names(String text) {
        return messageId.contains(text)
                || (newMessageId != null && newMessageId.contains(text))
                || (orderId != null && orderId.contains(text));
    }
}
