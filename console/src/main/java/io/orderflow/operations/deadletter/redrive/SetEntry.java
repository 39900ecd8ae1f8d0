package io.orderflow.operations.deadletter.redrive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter of a frozen set without its body, which stays on disk.
 *
 * @param size of body and attributes in bytes, as SQS counts them
 */
public record SetEntry(
        String messageId,
        @Nullable String orderId,
        @Nullable String eventHash,
        RowBefore row,
        int size,
        @Nullable String handle,
        @Nullable Instant heldUntil) {}
