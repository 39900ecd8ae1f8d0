package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import java.util.Optional;

/**
 * OrderDLQ. Every call blocks: call it off the FX thread. Implementations are thread-safe, and never look while they
 * start a move.
 */
public interface DeadLetters {

    /**
     * Receives up to {@code limit} messages and releases them again (visibility timeout 0). SQS knows no peek without
     * side effects: each look raises the receive count of what it finds and hides it from others for as long as the
     * look takes. Ends early, with what it has, when cancelled.
     */
    DeadLetterSample peek(int limit, Progress progress) throws PortException;

    /**
     * Starts to move every message of OrderDLQ to OrderQueue (StartMessageMoveTask with OrderQueue as the
     * destination), after releasing whatever a look still holds.
     *
     * @throws PortException of kind {@code REFUSED} when a task is running already or the endpoint has no move tasks
     */
    MoveTask startRedriveAll() throws PortException;

    /** The task that was started last, running or ended; empty when there was none that is still remembered. */
    Optional<MoveTask> newestMove() throws PortException;

    /** Asks a running task to stop. What has been moved stays moved. */
    void cancelMove(String handle) throws PortException;

    /**
     * Sends {@code body} to OrderQueue in place of {@code letter}, with the message's own attributes, and deletes the
     * message from OrderDLQ only after OrderQueue has taken the new one.
     *
     * @throws PortException when nothing was sent; the message is still in OrderDLQ then
     */
    RedriveOutcome redrive(DeadLetter letter, String body) throws PortException;
}
