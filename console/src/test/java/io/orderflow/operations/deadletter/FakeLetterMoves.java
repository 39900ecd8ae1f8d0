package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A queue of so many messages; a move task advances by {@link #perLook} of them each time it is looked at. */
public final class FakeLetterMoves implements LetterMoves {
    public final List<String> calls = new ArrayList<>();
    public final Queue<PortException> cancelFaults = new ArrayDeque<>();
    public final Queue<PortException> listFaults = new ArrayDeque<>();
    public long size = 3;
    public long perLook = 1;
    public boolean forgetful;
    private @Nullable MoveTask task;

    @Override
    public MoveTask start(@Nullable Integer perSecond) {
        calls.add("start " + perSecond);
        MoveTask started = new MoveTask("handle", State.RUNNING, 0, size, null);
        task = started;
        return started;
    }

    @Override
    public List<MoveTask> list() throws PortException {
        PortException fault = listFaults.poll();
        if (fault != null) {
            throw fault;
        }
        MoveTask now = task;
        if (now == null || forgetful) {
            return List.of();
        }
        task = advanced(now);
        return List.of(task);
    }

    private MoveTask advanced(MoveTask now) {
        if (now.state() == State.CANCELLING) {
            return new MoveTask(null, State.CANCELLED, now.moved(), now.toMove(), null);
        }
        if (now.state() != State.RUNNING) {
            return now;
        }
        long moving = Math.min(perLook, size);
        size -= moving;
        return size == 0
                ? new MoveTask(null, State.COMPLETED, now.moved() + moving, now.toMove(), null)
                : new MoveTask(now.handle(), State.RUNNING, now.moved() + moving, now.toMove(), null);
    }

    @Override
    public void cancel(String handle) throws PortException {
        PortException fault = cancelFaults.poll();
        if (fault != null) {
            throw fault;
        }
        calls.add("cancel " + handle);
        MoveTask now = task;
        if (now != null) {
            task = new MoveTask(null, State.CANCELLING, now.moved(), now.toMove(), null);
        }
    }
}
