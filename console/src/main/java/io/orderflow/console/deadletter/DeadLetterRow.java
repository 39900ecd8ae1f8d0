package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnosis;

/** A dead letter with what is wrong with it. */
public record DeadLetterRow(DeadLetter letter, Diagnosis diagnosis) {

    /** Stable as long as the message stays in the queue. */
    public String id() {
        return letter.messageId();
    }

    public boolean wouldFailAgain() {
        return diagnosis instanceof Diagnosis.Faulty;
    }
}
