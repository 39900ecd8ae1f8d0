package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.MessageAttribute;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it was confirmed: exactly this is sent.
 *
 * @param messageId in the queue that it is taken from
 * @param orderId null where none can be told
 * @param eventHash of the order in the body to be sent, as Orders has it; null where the body is no valid order
 * @param row the order's row at the freeze
 * @param body to be sent: as it lies there, or repaired; towards the topic the order without its envelope
 * @param group MessageGroupId, and {@code trace} AWSTraceHeader, as they were sent
 * @param handle of a letter that is held; null where it is to be received anew
 * @param heldUntil when the handle's time is over; null without a handle
 */
public record FrozenLetter(
        String messageId,
        @Nullable String orderId,
        @Nullable String eventHash,
        RowBefore row,
        String body,
        List<MessageAttribute> attributes,
        @Nullable String group,
        @Nullable String trace,
        @Nullable String handle,
        @Nullable Instant heldUntil) {
    public FrozenLetter {
        attributes = List.copyOf(attributes);
    }
}
