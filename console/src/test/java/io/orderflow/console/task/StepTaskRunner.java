package io.orderflow.console.task;

import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Holds work back until the test finishes it, in any order; what was asked for later waits until the test fires it. */
public final class StepTaskRunner implements TaskRunner {
    private final List<Held<?>> held = new ArrayList<>();
    private final DirectTaskRunner direct = new DirectTaskRunner();

    @Override
    public <T> TaskHandle run(Work<T> work, TaskCallbacks<T> callbacks) {
        var task = new Held<>(work, callbacks);
        held.add(task);
        return task;
    }

    @Override
    public TaskHandle later(Duration delay, Runnable action) {
        return direct.later(delay, action);
    }

    /** Work that was started and not yet finished, cancelled work included. */
    public int pending() {
        return held.size();
    }

    public void finishOldest() {
        finish(0);
    }

    public void finishNewest() {
        finish(held.size() - 1);
    }

    /** Runs the pending work at this index (0 is the oldest) and delivers its outcome unless it was cancelled. */
    public void finish(int index) {
        held.remove(index).finish();
    }

    public void fireLater() {
        direct.fireLater();
    }

    public List<Duration> delays() {
        return direct.delays();
    }

    private static final class Held<T> implements TaskHandle, Progress {
        private final Work<T> work;
        private final TaskCallbacks<T> callbacks;
        private boolean cancelled;

        Held(Work<T> work, TaskCallbacks<T> callbacks) {
            this.work = work;
            this.callbacks = callbacks;
        }

        void finish() {
            T result;
            try {
                result = work.run(this);
            } catch (Exception e) {
                if (!cancelled) {
                    callbacks.onFailure().accept(e);
                }
                return;
            }
            if (!cancelled) {
                callbacks.onSuccess().accept(result);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void update(long done, long total, String message) {
            if (!cancelled) {
                callbacks.onProgress().accept(new TaskProgress(done, total, message));
            }
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }
}
