package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import java.util.List;

/** Tells whether orders that are published now would get through to the table. Implementations are thread-safe. */
@FunctionalInterface
public interface OrderPath {

    /** What is in the way. */
    enum Trouble {
        /** OrderQueue has no subscription of OrderTopic: nobody would keep them. */
        NOT_SUBSCRIBED,
        /** The consumer is switched off: they would wait in the queue. */
        PAUSED,
        /** There is no consumer: they would wait in the queue. */
        NO_CONSUMER,
        /** The consumer fails. */
        FAILING,
        /** The credentials may not see all of it. */
        NOT_PERMITTED;

        /** Whether orders would be lost. */
        public boolean loses() {
            return this == NOT_SUBSCRIBED;
        }
    }

    /**
     * Asks once; costs two requests. Blocks.
     *
     * @return empty where nothing is in the way
     * @throws PortException as the endpoint answers; a missing permission is a trouble and no exception
     */
    List<Trouble> read() throws PortException;
}
