package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Message move tasks, by which SQS itself moves all of OrderDLQ to OrderQueue. Every call blocks. Thread-safe. */
public interface LetterMoves {

    /**
     * Starts to move every message of OrderDLQ that is visible to OrderQueue; those that a snapshot holds are left out.
     *
     * @param perSecond how many at most, up to 500; null for as many as SQS chooses
     * @throws PortException of kind {@code REFUSED} when a task is running already or the endpoint has no move tasks
     */
    MoveTask start(@Nullable Integer perSecond) throws PortException;

    /** Those that SQS still remembers, whoever started them, the newest first; at most 10. */
    List<MoveTask> list() throws PortException;

    /** The one that was started last, running or ended. */
    default Optional<MoveTask> newest() throws PortException {
        return list().stream().findFirst();
    }

    /** Asks a running task to stop. What has been moved stays moved. */
    void cancel(String handle) throws PortException;
}
