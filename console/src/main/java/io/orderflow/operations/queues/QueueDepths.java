package io.orderflow.operations.queues;

import io.orderflow.operations.PortException;

/** Reads queue depths. Implementations are thread-safe. */
public interface QueueDepths {

    /**
     * Asks once; costs one request. Blocks: call it off the FX thread.
     *
     * @throws PortException of kind {@code MISSING} when the queue does not exist, or as the endpoint answers
     */
    QueueDepth read(WatchedQueue queue) throws PortException;
}
