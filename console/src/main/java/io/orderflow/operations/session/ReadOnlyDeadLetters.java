package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.DeadLetterSample;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.RedriveOutcome;
import java.util.Optional;
import java.util.function.Supplier;

/** Dead letters that can be looked at. */
record ReadOnlyDeadLetters(DeadLetters letters, Supplier<PortException> refusal) implements DeadLetters {
    @Override
    public DeadLetterSample peek(int limit, Progress progress) throws PortException {
        return letters.peek(limit, progress);
    }

    @Override
    public MoveTask startRedriveAll() throws PortException {
        throw refusal.get();
    }

    @Override
    public Optional<MoveTask> newestMove() throws PortException {
        return letters.newestMove();
    }

    @Override
    public void cancelMove(String handle) throws PortException {
        throw refusal.get();
    }

    @Override
    public RedriveOutcome redrive(DeadLetter letter, String body) throws PortException {
        throw refusal.get();
    }
}
