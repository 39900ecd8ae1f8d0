package io.orderflow.operations.deadletter.rehearsal;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.evidence.OrderState;
import java.util.List;
import java.util.Map;

/** Runs letters through the function on board, somewhere else than where they are meant for. Thread-safe. */
public interface LetterRehearsal {

    /**
     * Sends the letters to a stack that is made for this and thrown away, and reads what the function writes of each. Blocks
     * for seconds; ends early when cancelled. Of several events of one order in it, which comes first is chance, as it would
     * be in earnest.
     *
     * @param letters as they would be sent to OrderQueue, of different keys
     * @param rows the rows that their orders have now, by the order's id
     * @throws PortException when there is no such stack to be had; nothing is known then
     */
    RehearsalReport run(List<OutgoingLetter> letters, Map<String, OrderState> rows, Progress progress)
            throws PortException, InterruptedException;
}
