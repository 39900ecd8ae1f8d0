package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.MoveTask;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Move tasks that can be looked at. */
record ReadOnlyLetterMoves(LetterMoves tasks, Supplier<PortException> refusal) implements LetterMoves {
    @Override
    public MoveTask start(@Nullable Integer perSecond) throws PortException {
        throw refusal.get();
    }

    @Override
    public List<MoveTask> list() throws PortException {
        return tasks.list();
    }

    @Override
    public void cancel(String handle) throws PortException {
        throw refusal.get();
    }
}
