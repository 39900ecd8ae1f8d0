package io.orderflow.operations.deadletter;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.MoveTask.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has SQS move every dead letter back and follows the task until it ends; a cancelled run asks AWS to stop and still follows
 * to the end, so that the outcome tells how many were moved.
 */
public final class MoveAll implements Work<MoveTask> {
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);
    /** Once the task has started, a reading that fails says nothing about the task. */
    private static final int TOLERATED_FAILURES = 5;

    private final LetterMoves tasks;
    private final @Nullable Integer perSecond;
    private final @Nullable Duration follow;
    private final Pause pause;

    /**
     * What is asked for.
     *
     * @param perSecond how many at most; null for as many as SQS chooses
     * @param follow for how long at most; null to the end
     */
    public MoveAll(LetterMoves tasks, @Nullable Integer perSecond, @Nullable Duration follow, Pause pause) {
        this.tasks = tasks;
        this.perSecond = perSecond;
        this.follow = follow;
        this.pause = pause;
    }

    /**
     * @return the task as it ended: cancelled only if AWS took the cancel; as it is where it is followed no longer
     * @throws PortException if the task could not be started, followed or, for want of permission, cancelled
     */
    @Override
    public MoveTask run(Progress progress) throws PortException, InterruptedException {
        return follow(started(), progress);
    }

    /** Starts one without following it. */
    public MoveTask start() throws PortException {
        return tasks.start(perSecond);
    }

    /** Follows what runs already, and starts nothing. */
    public MoveTask follow(MoveTask running, Progress progress) throws PortException, InterruptedException {
        MoveTask task = running;
        boolean cancelTaken = false;
        List<PortException> failures = new ArrayList<>();
        Duration followed = Duration.ZERO;
        while (task.state().active() && (follow == null || followed.compareTo(follow) < 0)) {
            progress.update(task.moved(), task.toMove(), "");
            String handle = task.handle();
            if (progress.cancelled() && !cancelTaken && handle != null) {
                cancelTaken = cancel(handle);
            }
            pause.pause(BETWEEN_READINGS);
            followed = followed.plus(BETWEEN_READINGS);
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

    /** One that runs already, be it of a console that was killed, is followed instead. */
    private MoveTask started() throws PortException {
        Optional<MoveTask> running = tasks.newest().filter(task -> task.state().active());
        return running.isPresent() ? running.get() : start();
    }

    /** Whether AWS took it. If not, it is tried again after the next reading, which tells if it has ended. */
    private boolean cancel(String handle) throws PortException {
        try {
            tasks.cancel(handle);
            return true;
        } catch (PortException e) {
            return switch (e.kind()) {
                case THROTTLED, UNREACHABLE, BUSY, REFUSED, MISSING -> false;
                case CREDENTIALS, DENIED, OLD_DATA -> throw e;
            };
        }
    }

    private MoveTask next(MoveTask task, boolean cancelTaken) throws PortException {
        Optional<MoveTask> newest = tasks.newest();
        // Some endpoints forget a task as soon as it has ended.
        return newest.orElseGet(() ->
                new MoveTask(null, cancelTaken ? State.CANCELLED : State.COMPLETED, task.moved(), task.toMove(), null));
    }
}
