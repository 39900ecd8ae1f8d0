package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;

/** How the redrive of one message ended, where it did not fail before anything was sent. */
public sealed interface RedriveOutcome {

    /** Sent to OrderQueue and gone from OrderDLQ. */
    record Redriven(String newMessageId) implements RedriveOutcome {}

    /** Sent to OrderQueue, but still in OrderDLQ as well: a later redrive is harmless, as orders are stored once. */
    record SentNotDeleted(String newMessageId, PortException fault) implements RedriveOutcome {}

    /** The message is no longer in OrderDLQ, or somebody else holds it in flight: nothing was sent. */
    record NotFound() implements RedriveOutcome {}
}
