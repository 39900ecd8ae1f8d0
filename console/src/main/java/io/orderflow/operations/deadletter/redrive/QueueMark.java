package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import java.time.Instant;
import java.util.Optional;

/** A note on a queue that somebody redrives it. It only warns: nothing's safety depends on it. Blocks. Thread-safe. */
public interface QueueMark {

    /** @param who {@code user@host} */
    record Mark(String who, Instant until) {}

    /** Where the endpoint keeps none. */
    QueueMark NONE = new QueueMark() {
        @Override
        public Optional<Mark> read(String queue) {
            return Optional.empty();
        }

        @Override
        public void write(String queue, Mark mark) {}

        @Override
        public void remove(String queue) {}
    };

    Optional<Mark> read(String queue) throws PortException;

    void write(String queue, Mark mark) throws PortException;

    void remove(String queue) throws PortException;
}
