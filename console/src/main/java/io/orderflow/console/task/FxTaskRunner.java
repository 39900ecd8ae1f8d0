package io.orderflow.console.task;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on the given executors and brings outcomes to the FX thread: the only place that hops there. The
 * executors are made at the composition root ({@link #close()} shuts them down); the pool's queue is bounded, and
 * work that finds it full fails with {@link PortException.Kind#BUSY}. Thread-safe.
 */
public final class FxTaskRunner implements TaskRunner, AutoCloseable {
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Consumer<Throwable> unexpected;
    private final Duration drain;
    private final Consumer<Thread> abort;
    private volatile boolean closed;

    /**
     * @param workers runs the work; threads should be daemons
     * @param timer one thread is enough: it only waits
     * @param unexpected told what a callback throws, on the FX thread, and what work throws that no port names, on its own
     * @param drain how long {@link #close()} lets running work finish before it interrupts it
     * @param abort ends what a thread of the workers waits for from outside, so that it can heed a cancel; called on the
     *     thread that cancels
     */
    public FxTaskRunner(
            ExecutorService workers,
            ScheduledExecutorService timer,
            Consumer<Throwable> unexpected,
            Duration drain,
            Consumer<Thread> abort) {
        this.abort = abort;
        this.workers = workers;
        this.timer = timer;
        this.unexpected = unexpected;
        this.drain = drain;
    }

    @Override
    public <T> TaskHandle run(Work<T> work, TaskCallbacks<T> callbacks) {
        var running = new Running<>(work, callbacks);
        try {
            workers.execute(running);
        } catch (RejectedExecutionException e) {
            running.deliver(() -> callbacks
                    .onFailure()
                    .accept(new PortException(PortException.Kind.BUSY, "console", "too much work is waiting", e)));
        }
        return running;
    }

    @Override
    public TaskHandle later(Duration delay, Runnable action) {
        var once = new Once(action);
        try {
            once.timer = timer.schedule(() -> onFx(once), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
        }
        return once;
    }

    /**
     * Takes no more work, lets running work end, interrupts what outlasts the drain time. Blocks for at most that time
     * and a second; no callback is called afterwards. Call it off the FX thread.
     */
    @Override
    public void close() {
        stop();
        end(drain);
    }

    /** Takes no more work and calls no callback any more; running work sees itself cancelled. Does not wait. */
    public void stop() {
        closed = true;
        timer.shutdownNow();
        workers.shutdown();
    }

    /** Waits for the end of the work after {@link #stop()}; as {@link #close()}. */
    public void end(Duration drain) {
        try {
            if (!workers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
                boolean ended = workers.awaitTermination(1, TimeUnit.SECONDS);
                if (!ended) {
                    unexpected.accept(new IllegalStateException("Background work did not stop within its bound."));
                }
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void onFx(Runnable action) {
        if (closed) {
            return;
        }
        Platform.runLater(() -> {
            if (closed) {
                return; // while it waited for its turn
            }
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                unexpected.accept(e);
            }
        });
    }

    private static final class Once implements Runnable, TaskHandle {
        private final Runnable action;
        private volatile @Nullable ScheduledFuture<?> timer;
        private volatile boolean cancelled;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            if (!cancelled) {
                action.run();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            ScheduledFuture<?> waiting = timer;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }
    }

    private final class Running<T> implements Runnable, TaskHandle, Progress {
        private final Work<T> work;
        private final TaskCallbacks<T> callbacks;
        private final AtomicReference<@Nullable TaskProgress> latest = new AtomicReference<>();
        private volatile boolean cancelled;
        private @Nullable Thread thread; // guarded by this: only what still runs is aborted

        Running(Work<T> work, TaskCallbacks<T> callbacks) {
            this.work = work;
            this.callbacks = callbacks;
        }

        @Override
        @SuppressWarnings("IllegalCatch") // every failure of the work belongs to its callback
        public void run() {
            if (cancelled) {
                return;
            }
            onThread(Thread.currentThread());
            try {
                T result = work.run(this);
                deliver(() -> callbacks.onSuccess().accept(result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                deliver(() -> callbacks.onFailure().accept(e));
            } catch (Throwable e) {
                if (!(e instanceof PortException || e instanceof CancellationException)) {
                    unexpected.accept(e);
                }
                deliver(() -> callbacks.onFailure().accept(e));
            } finally {
                onThread(null);
            }
        }

        private synchronized void onThread(@Nullable Thread now) {
            thread = now;
        }

        void deliver(Runnable outcome) {
            onFx(() -> {
                if (!cancelled) {
                    outcome.run();
                }
            });
        }

        /** Hands only the newest progress over: work that reports a thousand times a second must not flood the FX thread. */
        @Override
        public void update(long done, long total, String message) {
            if (latest.getAndSet(new TaskProgress(done, total, message)) == null) {
                deliver(() -> {
                    TaskProgress progress = latest.getAndSet(null);
                    if (progress != null) {
                        callbacks.onProgress().accept(progress);
                    }
                });
            }
        }

        @Override
        public boolean cancelled() {
            return cancelled || closed;
        }

        @Override
        public void cancel() {
            cancelled = true;
            abort();
        }

        @Override
        public synchronized void abort() {
            if (thread != null) {
                abort.accept(thread);
            }
        }
    }
}
