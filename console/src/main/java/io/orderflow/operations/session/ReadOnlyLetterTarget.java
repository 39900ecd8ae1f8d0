package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.util.List;
import java.util.function.Supplier;

/** Takes nothing. */
record ReadOnlyLetterTarget(LetterTarget target, Supplier<PortException> refusal) implements LetterTarget {
    @Override
    public String name() {
        return target.name();
    }

    @Override
    public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
        throw refusal.get();
    }
}
