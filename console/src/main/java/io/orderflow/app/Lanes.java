package io.orderflow.app;

import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The background work of one open target, a bounded pool for each lane. Thread-safe; close it off the FX thread. */
final class Lanes implements TaskRunner, AutoCloseable {
    private static final Map<Lane, Integer> THREADS = Map.of(Lane.POLLS, 8, Lane.ACTS, 4, Lane.JOBS, 4);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer = ConsoleThreads.timer();
    private final Map<Lane, FxTaskRunner> lanes = new EnumMap<>(Lane.class);

    /**
     * @param uncaught hears what a callback throws
     * @param abort ends the exchange that a thread waits for
     */
    Lanes(Consumer<Throwable> uncaught, Consumer<Thread> abort) {
        THREADS.forEach((lane, threads) -> lanes.put(
                lane, new FxTaskRunner(ConsoleThreads.workers(lane.name(), threads), timer, uncaught, DRAIN, abort)));
    }

    @Override
    public TaskRunner lane(Lane lane) {
        return of(lane);
    }

    private FxTaskRunner of(Lane lane) {
        FxTaskRunner runner = lanes.get(lane);
        if (runner == null) {
            throw new IllegalStateException("No lane " + lane);
        }
        return runner;
    }

    @Override
    public <T> TaskHandle run(Work<T> work, TaskCallbacks<T> callbacks) {
        return of(Lane.ACTS).run(work, callbacks);
    }

    @Override
    public TaskHandle later(Duration delay, Runnable action) {
        return of(Lane.ACTS).later(delay, action);
    }

    /** As closing each, but their times to drain do not add up. */
    @Override
    public void close() {
        lanes.values().forEach(FxTaskRunner::stop);
        long deadline = System.nanoTime() + DRAIN.toNanos();
        lanes.values().forEach(lane -> lane.end(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))));
    }
}
