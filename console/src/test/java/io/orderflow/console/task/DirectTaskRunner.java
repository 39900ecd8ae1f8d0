package io.orderflow.console.task;

import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs work at once on the caller's thread; what was asked for later waits until the test fires it. */
public final class DirectTaskRunner implements TaskRunner {
    private final List<Later> waiting = new ArrayList<>();

    @Override
    public <T> TaskHandle run(Work<T> work, TaskCallbacks<T> callbacks) {
        T result;
        try {
            result = work.run(new Progress() {
                @Override
                public void update(long done, long total, String message) {
                    callbacks.onProgress().accept(new TaskProgress(done, total, message));
                }

                @Override
                public boolean cancelled() {
                    return false;
                }
            });
        } catch (Exception e) {
            callbacks.onFailure().accept(e);
            return TaskHandle.NONE;
        }
        callbacks.onSuccess().accept(result);
        return TaskHandle.NONE;
    }

    @Override
    public TaskHandle later(Duration delay, Runnable action) {
        var later = new Later(delay, action);
        waiting.add(later);
        return () -> waiting.remove(later);
    }

    /** Runs what waits now, in the order asked for; what that asks for waits until the next call. */
    public void fireLater() {
        List<Later> ready = List.copyOf(waiting);
        for (Later later : ready) {
            if (waiting.remove(later)) {
                later.action.run();
            }
        }
    }

    /** The delays of what waits, in the order asked for. */
    public List<Duration> delays() {
        return waiting.stream().map(later -> later.delay).toList();
    }

    private static final class Later {
        private final Duration delay;
        private final Runnable action;

        Later(Duration delay, Runnable action) {
            this.delay = delay;
            this.action = action;
        }
    }
}
