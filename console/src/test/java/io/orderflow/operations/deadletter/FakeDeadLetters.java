package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two queues in memory; a move task advances by {@link #perLook} messages each time it is looked at. */
public final class FakeDeadLetters implements DeadLetters {
    private final Map<String, DeadLetter> dead = new LinkedHashMap<>();
    private final List<String> orderQueue = new ArrayList<>();
    private Optional<MoveTask> task = Optional.empty();
    private PortException nextFault;
    private long perLook = Long.MAX_VALUE;
    private int readings;
    private int ids;

    public synchronized void put(DeadLetter letter) {
        dead.put(letter.messageId(), letter);
    }

    /** The next call fails with this. */
    public synchronized void failNext(PortException fault) {
        nextFault = fault;
    }

    public synchronized void movesPerLook(long messages) {
        perLook = messages;
    }

    public synchronized int readings() {
        return readings;
    }

    /** What was sent or moved to OrderQueue, oldest first. */
    public synchronized List<String> orderQueueBodies() {
        return List.copyOf(orderQueue);
    }

    public synchronized int size() {
        return dead.size();
    }

    @Override
    public synchronized DeadLetterSample peek(int limit, Progress progress) throws PortException {
        failIfAsked();
        readings++;
        dead.replaceAll((id, letter) -> new DeadLetter(
                id, letter.body(), letter.receiveCount() + 1, letter.sentAt(), letter.attributes(), letter.system()));
        return new DeadLetterSample(dead.values().stream().limit(limit).toList(), dead.size(), 0);
    }

    @Override
    public synchronized MoveTask startRedriveAll() throws PortException {
        failIfAsked();
        if (task.isPresent() && task.get().state().active()) {
            throw new PortException(PortException.Kind.REFUSED, "OrderDLQ", "there is already a task running");
        }
        MoveTask started = new MoveTask("handle-" + ++ids, State.RUNNING, 0, dead.size(), null);
        task = Optional.of(started);
        return started;
    }

    @Override
    public synchronized Optional<MoveTask> newestMove() throws PortException {
        failIfAsked();
        task = task.map(this::advance);
        return task;
    }

    private MoveTask advance(MoveTask now) {
        if (now.state() == State.CANCELLING) {
            return new MoveTask(null, State.CANCELLED, now.moved(), now.toMove(), null);
        }
        if (now.state() != State.RUNNING) {
            return now;
        }
        long moved = now.moved();
        var letters = dead.values().iterator();
        for (long i = 0; i < perLook && letters.hasNext(); i++) {
            orderQueue.add(letters.next().body());
            letters.remove();
            moved++;
        }
        return dead.isEmpty()
                ? new MoveTask(null, State.COMPLETED, moved, now.toMove(), null)
                : new MoveTask(now.handle(), State.RUNNING, moved, now.toMove(), null);
    }

    @Override
    public synchronized void cancelMove(String handle) throws PortException {
        failIfAsked();
        MoveTask now = task.filter(running -> handle.equals(running.handle()))
                .orElseThrow(() -> new PortException(
                        PortException.Kind.REFUSED, "OrderDLQ", "only a running task can be cancelled"));
        task = Optional.of(new MoveTask(null, State.CANCELLING, now.moved(), now.toMove(), null));
    }

    @Override
    public synchronized RedriveOutcome redrive(DeadLetter letter, String body) throws PortException {
        failIfAsked();
        if (dead.remove(letter.messageId()) == null) {
            return new RedriveOutcome.NotFound();
        }
        orderQueue.add(body);
        return new RedriveOutcome.Redriven("redriven-" + ++ids);
    }

    private void failIfAsked() throws PortException {
        PortException fault = nextFault;
        nextFault = null;
        if (fault != null) {
            throw fault;
        }
    }
}
