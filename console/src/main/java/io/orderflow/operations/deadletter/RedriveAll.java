package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Duration;
import java.util.Optional;

/**
 * Moves every dead letter back and follows the task until it ends; a cancelled run asks AWS to stop and still follows
 * to the end, so that the outcome tells how many were moved.
 */
public final class RedriveAll implements Work<MoveTask> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** Once the task has started, a look that fails says nothing about the task. */
    private static final int TOLERATED_FAILURES = 5;

    private final DeadLetters deadLetters;
    private final Pause pause;

    public RedriveAll(DeadLetters deadLetters, Pause pause) {
        this.deadLetters = deadLetters;
        this.pause = pause;
    }

    @Override
    public MoveTask run(Progress progress) throws PortException, InterruptedException {
        MoveTask task = deadLetters.startRedriveAll();
        boolean cancelAsked = false;
        int failures = 0;
        while (task.state().active()) {
            progress.update(task.moved(), task.toMove(), "");
            String handle = task.handle();
            try {
                if (progress.cancelled() && !cancelAsked && handle != null) {
                    cancelAsked = true;
                    deadLetters.cancelMove(handle);
                }
                pause.pause(BETWEEN_LOOKS);
                task = next(task, cancelAsked);
                failures = 0;
            } catch (PortException e) {
                if (++failures >= TOLERATED_FAILURES) {
                    throw e;
                }
            }
        }
        return task;
    }

    private MoveTask next(MoveTask task, boolean cancelAsked) throws PortException {
        Optional<MoveTask> newest = deadLetters.newestMove();
        // Some endpoints forget a task as soon as it has ended.
        return newest.orElseGet(() ->
                new MoveTask(null, cancelAsked ? State.CANCELLED : State.COMPLETED, task.moved(), task.toMove(), null));
    }
}
