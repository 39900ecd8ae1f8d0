package io.orderflow.console.task;

import io.orderflow.operations.Work;
import java.time.Duration;

/**
 * Repeats work while it is active: the next run starts one interval after the last one ended, and one run at most is
 * under way. One that {@link #stop()} ended delivers nothing. After a failure the interval doubles with each further
 * one, up to 30 s. To be used on the thread that owns observable state only.
 */
public final class Poller<T> {
    /** The longest wait between two tries. */
    public static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

    private final TaskRunner runner;
    private final Duration interval;
    private final Work<T> work;
    private final TaskCallbacks<T> callbacks;
    private TaskHandle running = TaskHandle.NONE;
    private TaskHandle waiting = TaskHandle.NONE;
    private boolean active;
    private boolean again;
    private int failures;
    private long request; // counts; the run that it numbers last may speak
    private long ended;

    public Poller(TaskRunner runner, Duration interval, Work<T> work, TaskCallbacks<T> callbacks) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive, but is " + interval);
        }
        this.runner = runner.lane(Lane.POLLS);
        this.interval = interval;
        this.work = work;
        this.callbacks = callbacks;
    }

    /** Runs at once and then at the interval. Harmless when active. */
    public void start() {
        if (!active) {
            active = true;
            failures = 0;
            request();
        }
    }

    /** Ends the repetition; a run in progress is asked to stop and its outcome dropped. */
    public void stop() {
        active = false;
        again = false;
        ended = ++request;
        running.cancel();
        waiting.cancel();
    }

    /** Runs at once instead of when the interval is over, or once more after a run that is under way; only while active. */
    public void now() {
        if (!active) {
            return;
        }
        if (ended < request) {
            again = true;
        } else {
            request();
        }
    }

    public boolean active() {
        return active;
    }

    /** The wait before the next run: the interval, or longer after failures. */
    public Duration nextDelay() {
        return delay(interval, failures);
    }

    /** The interval, doubled with each failure in a row but no longer than 30 s, unless it is longer itself. */
    static Duration delay(Duration interval, int failures) {
        if (failures == 0) {
            return interval;
        }
        Duration delay = interval.multipliedBy(1L << Math.min(failures, 16));
        Duration longest = MAX_BACKOFF.compareTo(interval) > 0 ? MAX_BACKOFF : interval;
        return delay.compareTo(longest) > 0 ? longest : delay;
    }

    private void request() {
        long mine = ++request;
        again = false;
        waiting.cancel();
        running = runner.run(
                work,
                new TaskCallbacks<>(
                        result -> ended(mine, 0, () -> callbacks.onSuccess().accept(result)),
                        fault -> ended(
                                mine, failures + 1, () -> callbacks.onFailure().accept(fault)),
                        callbacks.onProgress()));
    }

    private void ended(long mine, int failuresNow, Runnable outcome) {
        if (mine != request) {
            return;
        }
        ended = mine;
        failures = failuresNow;
        try {
            outcome.run();
        } finally {
            // The callback may have stopped or restarted the poller.
            if (active && mine == request) {
                if (again) {
                    request();
                } else {
                    waiting = runner.later(nextDelay(), this::request);
                }
            }
        }
    }
}
