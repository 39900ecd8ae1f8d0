package io.orderflow.console.table;

import io.orderflow.console.task.FxTaskRunner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * How long the window stands still at most while something is done, that is the longest time between two pulses; and how
 * long its thread was at work in such a time, which does not depend on who else uses the machine.
 */
public final class PulseWatch implements AutoCloseable {
    private final ThreadPoolExecutor workers = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final FxTaskRunner runner =
            new FxTaskRunner(workers, timer, Throwable::printStackTrace, Duration.ofSeconds(1), thread -> {});
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong busiest = new AtomicLong();
    private final String name;
    private final int rows;

    /** What is measured. */
    public interface Step {
        void run() throws Exception;
    }

    /** Starts JavaFX. */
    public PulseWatch(String name, int rows) throws InterruptedException {
        this.name = name;
        this.rows = rows;
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
    }

    public FxTaskRunner runner() {
        return runner;
    }

    /** Watches from now on; on the FX thread, once a window is open. */
    public void start() {
        new AnimationTimer() {
            private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            private long before;
            private long cpuBefore;

            @Override
            public void handle(long pulse) {
                long now = System.nanoTime();
                long cpu = threads.getCurrentThreadCpuTime();
                if (before != 0) {
                    longest.accumulateAndGet(now - before, Math::max);
                    busiest.accumulateAndGet(cpu - cpuBefore, Math::max);
                }
                before = now;
                cpuBefore = cpu;
            }
        }.start();
    }

    /** @param told whether it is printed */
    public void measure(boolean told, String step, Step work) throws Exception {
        pause(300);
        longest.set(0);
        busiest.set(0);
        long start = System.nanoTime();
        work.run();
        settle();
        if (told) {
            System.out.printf(
                    Locale.ROOT,
                    "BENCH name=%s_%s value=%.1f unit=ms busy=%.1f rows=%d took=%.0f%n",
                    name,
                    step,
                    longest.get() / 1e6,
                    busiest.get() / 1e6,
                    rows,
                    (System.nanoTime() - start) / 1e6);
        }
    }

    /** Until the background has nothing to do and its outcome has been drawn. */
    public void settle() throws Exception {
        do {
            pause(200);
        } while (workers.getActiveCount() > 0);
        onFx(() -> {});
        pause(300);
    }

    public void onFx(Runnable action) throws Exception {
        var done = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                action.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    public static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        timer.shutdownNow();
        Platform.exit();
    }
}
