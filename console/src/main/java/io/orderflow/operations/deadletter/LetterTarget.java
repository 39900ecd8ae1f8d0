package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.util.List;

/** Where letters are sent: a queue, or the topic. Blocks. Thread-safe. */
public interface LetterTarget {

    /** The queue's or topic's name. */
    String name();

    /**
     * Sends letters in one request.
     *
     * @param letters at most {@link LetterQueue#BATCH}, together at most 1 MiB, of different keys
     * @throws PortException when nothing is known: all, some or none of them may have been sent
     */
    SendAnswer send(List<OutgoingLetter> letters) throws PortException;
}
