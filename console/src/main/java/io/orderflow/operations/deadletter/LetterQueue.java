package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A queue of dead letters: OrderDLQ or OrderUndelivered. Every call is one request, and blocks. Thread-safe. */
public interface LetterQueue {
    /** What SQS hands out, and takes in a batch, at most. */
    int BATCH = 10;

    /** The queue's name. */
    String name();

    QueueFacts facts() throws PortException;

    /**
     * Receives up to {@link #BATCH} messages with all of their attributes. Each receive raises their counts.
     *
     * @param hold how long they hide from others, at most 12 hours
     * @param wait how long SQS may wait for one to come; a short poll may miss messages that are there
     */
    List<ReceivedLetter> receive(int most, Duration hold, Duration wait) throws PortException;

    /**
     * Hides messages for so long from now on, zero releases them.
     *
     * @param handles at most {@link #BATCH}
     * @return what failed, by handle
     */
    Map<String, EntryFault> hide(List<String> handles, Duration length) throws PortException;

    /**
     * Deletes messages.
     *
     * @param handles at most {@link #BATCH}
     * @return what failed, by handle
     */
    Map<String, EntryFault> delete(List<String> handles) throws PortException;
}
