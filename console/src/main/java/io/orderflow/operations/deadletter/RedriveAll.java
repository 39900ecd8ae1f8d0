package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves every dead letter back and follows the task until it ends; a cancelled run asks AWS to stop and still follows
 * to the end, so that the outcome tells how many were moved.
 */
public final class RedriveAll implements Work<MoveTask> {
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);
    /** Once the task has started, a reading that fails says nothing about the task. */
    private static final int TOLERATED_FAILURES = 5;

    private final DeadLetters deadLetters;
    private final Pause pause;

    public RedriveAll(DeadLetters deadLetters, Pause pause) {
        this.deadLetters = deadLetters;
        this.pause = pause;
    }

    /**
     * @return the task as it ended: cancelled only if AWS took the cancel
     * @throws PortException if the task could not be started, followed or, for want of permission, cancelled
     */
    @Override
    public MoveTask run(Progress progress) throws PortException, InterruptedException {
        MoveTask task = deadLetters.startRedriveAll();
        boolean cancelTaken = false;
        List<PortException> failures = new ArrayList<>();
        while (task.state().active()) {
            progress.update(task.moved(), task.toMove(), "");
            String handle = task.handle();
            if (progress.cancelled() && !cancelTaken && handle != null) {
                cancelTaken = cancel(handle);
            }
            pause.pause(BETWEEN_READINGS);
            try {
                task = next(task, cancelTaken);
                failures.clear();
            } catch (PortException e) {
                if (failures.size() + 1 >= TOLERATED_FAILURES) {
                    failures.forEach(e::addSuppressed);
                    throw e;
                }
                failures.add(e);
            }
        }
        return task;
    }

    /** Whether AWS took it. If not, it is tried again after the next reading, which tells if it has ended. */
    private boolean cancel(String handle) throws PortException {
        try {
            deadLetters.cancelMove(handle);
            return true;
        } catch (PortException e) {
            return switch (e.kind()) {
                case THROTTLED, UNREACHABLE, BUSY, REFUSED, MISSING -> false;
                case CREDENTIALS, DENIED, OLD_DATA -> throw e;
            };
        }
    }

    private MoveTask next(MoveTask task, boolean cancelTaken) throws PortException {
        Optional<MoveTask> newest = deadLetters.newestMove();
        // Some endpoints forget a task as soon as it has ended.
        return newest.orElseGet(() ->
                new MoveTask(null, cancelTaken ? State.CANCELLED : State.COMPLETED, task.moved(), task.toMove(), null));
    }
}
