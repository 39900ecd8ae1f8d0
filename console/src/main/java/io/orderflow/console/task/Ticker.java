package io.orderflow.console.task;

import java.time.Duration;

/** Calls an action at an interval on the owning thread while active: for "14 s ago" labels. */
public final class Ticker {
    private final TaskRunner runner;
    private final Duration interval;
    private final Runnable action;
    private TaskHandle waiting = TaskHandle.NONE;
    private boolean active;

    public Ticker(TaskRunner runner, Duration interval, Runnable action) {
        this.runner = runner;
        this.interval = interval;
        this.action = action;
    }

    /** Calls the action at once and then at the interval. Harmless when active. */
    public void start() {
        if (!active) {
            active = true;
            tick();
        }
    }

    public void stop() {
        active = false;
        waiting.cancel();
    }

    private void tick() {
        action.run();
        if (active) {
            waiting = runner.later(interval, this::tick);
        }
    }
}
