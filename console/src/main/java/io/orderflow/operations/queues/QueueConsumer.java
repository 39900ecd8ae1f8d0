package io.orderflow.operations.queues;

import io.orderflow.operations.PortException;

/** Tells how the consumer of OrderQueue stands. Implementations are thread-safe. */
public interface QueueConsumer {

    /**
     * Asks once; costs one request. Blocks: call it off the FX thread.
     *
     * @throws PortException as the endpoint answers; a missing permission is a state and no exception
     */
    ConsumerState read() throws PortException;
}
