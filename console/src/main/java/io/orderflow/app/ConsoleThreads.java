package io.orderflow.app;

import io.orderflow.infra.apply.Bootstrapper;
import java.util.Locale;
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
    private static final int WORKERS = 4;
    private static final int QUEUE = 256;
    private static final int LETTERS = 16;

    private ConsoleThreads() {}

    /** For what belongs to the window and to no target. */
    static ExecutorService workers() {
        return pool("console-work-", WORKERS);
    }

    static ExecutorService workers(String lane, int threads) {
        return pool("console-" + lane.toLowerCase(Locale.ROOT) + "-", threads);
    }

    /** For reading and applying; the engine gives it only as much as it can take at a time. */
    static ExecutorService setup() {
        return pool("console-setup-", Bootstrapper.READERS);
    }

    /** For requests about dead letters, of which several are made at a time. */
    static ExecutorService letters() {
        return pool("console-letters-", LETTERS);
    }

    private static ExecutorService pool(String prefix, int threads) {
        var pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), named(prefix));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    static ScheduledExecutorService timer() {
        return scheduled("console-timer-");
    }

    /** For what is remembered; it has a thread only while something is to be written. */
    static ScheduledExecutorService memory() {
        ScheduledThreadPoolExecutor writer = scheduled("console-memory-");
        writer.setKeepAliveTime(10, TimeUnit.SECONDS);
        writer.allowCoreThreadTimeOut(true);
        return writer;
    }

    private static ScheduledThreadPoolExecutor scheduled(String prefix) {
        var timer = new ScheduledThreadPoolExecutor(1, named(prefix));
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
