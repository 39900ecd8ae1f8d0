package io.orderflow.console.app;

import io.orderflow.infra.plan.Bootstrapper;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the console's executors: named daemon threads, bounded in number and queue. */
final class ConsoleThreads {
    private static final int WORKERS = 8;
    private static final int QUEUE = 256;

    private ConsoleThreads() {}

    static ExecutorService workers() {
        var pool = new ThreadPoolExecutor(
                WORKERS, WORKERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), named("console-work-"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For reading and applying; the engine gives it only as much as it can take at a time. */
    static ExecutorService setup() {
        var pool = new ThreadPoolExecutor(
                Bootstrapper.READERS,
                Bootstrapper.READERS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                named("console-setup-"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1, named("console-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    static ThreadFactory named(String prefix) {
        var number = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
