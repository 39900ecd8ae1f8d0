package io.orderflow.store;

import java.time.Duration;

/** Where order events end. Implementations are thread-safe. */
public interface OrderStore {

    /**
     * Brings the table up to this event. Any order and repetition of calls ends in the same table.
     *
     * @param atMost how long the call may take, retries included; more than zero
     * @throws OrderStoreException when it could not be written; it may have been written nevertheless, and writing it again
     *     is harmless
     */
    StoreOutcome store(QueuedOrder event, Duration atMost);
}
