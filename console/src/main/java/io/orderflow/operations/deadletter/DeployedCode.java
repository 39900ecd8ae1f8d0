package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which code the queue's consumer runs. Blocks. Thread-safe. */
public interface DeployedCode {

    /**
     * What runs.
     *
     * @param matches whether it is the function on board, whose rules are used here; null where nothing consumes the queue
     * @param changedAt when the function was changed last; null where that is not told
     */
    record State(@Nullable Boolean matches, @Nullable Instant changedAt) {
        public static final State NOT_KNOWN = new State(null, null);
    }

    State read() throws PortException;
}
