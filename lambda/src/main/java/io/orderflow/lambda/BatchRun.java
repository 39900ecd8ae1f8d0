package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: workers take one message after the other, the caller takes their results until the time is up. Each
 * message comes back exactly once, finished or failed by the deadline; what a worker finishes later does not count.
 */
final class BatchRun {
    /** So many results are handed over together. */
    private static final int AT_ONCE = 64;

    private final List<@Nullable SQSMessage> messages;
    private final MessageHandler handler;
    private final TableFault tableFault;
    private final long startNanos = System.nanoTime();
    private final long budgetNanos;
    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<Finished> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finished = new AtomicInteger();
    /** Wakes the caller; not for each result, as a change of threads costs more than a message. */
    private final Semaphore arrived = new Semaphore(0);

    private final List<FutureTask<?>> workers = new ArrayList<>();
    private final BitSet answered = new BitSet();
    /** What the workers know of messages that are still under way. */
    private final AtomicReferenceArray<@Nullable MessageKeys> keys;

    private final Deque<Finished> late = new ArrayDeque<>();
    private volatile boolean stopped;

    /**
     * @param index the message's place in the batch
     * @param ms how long it was worked on
     */
    record Finished(int index, MessageResult result, long ms) {}

    BatchRun(List<@Nullable SQSMessage> messages, MessageHandler handler, Duration budget, TableFault tableFault) {
        this.messages = messages;
        this.keys = new AtomicReferenceArray<>(messages.size());
        this.handler = handler;
        this.budgetNanos = budget.toNanos();
        this.tableFault = tableFault;
    }

    void start(Executor executor, int parallelism) {
        for (int i = 0; i < Math.min(parallelism, messages.size()); i++) {
            FutureTask<?> worker = new FutureTask<>(this::work, null);
            try {
                executor.execute(worker);
            } catch (RejectedExecutionException full) {
                if (i == 0) {
                    throw full;
                }
                // The workers there are do the rest.
                return;
            }
            workers.add(worker);
        }
    }

    /** The next result; once the time is up, each message without one, as failed. Called once per message. */
    Finished next() {
        Finished next = late.isEmpty() ? await() : null;
        if (next == null) {
            next = unfinished();
        }
        answered.set(next.index());
        return next;
    }

    /** Takes the workers off what they still do. */
    void stop() {
        stopped = true;
        workers.forEach(worker -> worker.cancel(true));
    }

    private @Nullable Finished await() {
        try {
            Finished next = results.poll();
            while (next == null && arrived.tryAcquire(leftNanos(), TimeUnit.NANOSECONDS)) {
                next = results.poll();
            }
            return next;
        } catch (InterruptedException ended) {
            // Whoever interrupts the invocation wants its answer now.
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Finished unfinished() {
        if (late.isEmpty()) {
            // What is in is counted before the workers are interrupted: that alone makes them fail.
            for (Finished in = results.poll(); in != null; in = results.poll()) {
                late.add(in);
                answered.set(in.index());
            }
            for (int i = answered.nextClearBit(0); i < messages.size(); i = answered.nextClearBit(i + 1)) {
                late.add(new Finished(i, overdue(i), millisSince(startNanos)));
            }
            stop();
        }
        return late.remove();
    }

    private MessageResult overdue(int index) {
        MessageKeys known = Objects.requireNonNullElse(keys.get(index), MessageKeys.UNKNOWN);
        return MessageResult.failed(known, BatchProcessor.DEADLINE, BatchProcessor.DEADLINE_LINE);
    }

    private void work() {
        while (!stopped && leftNanos() > 0) {
            int index = taken.getAndIncrement();
            if (index >= messages.size()) {
                return;
            }
            long begun = System.nanoTime();
            MessageResult result = handler.handle(
                    messages.get(index),
                    () -> Duration.ofNanos(leftNanos()),
                    tableFault,
                    read -> keys.set(index, read));
            results.add(new Finished(index, result, millisSince(begun)));
            int done = finished.incrementAndGet();
            if (done % AT_ONCE == 0 || done == messages.size()) {
                arrived.release();
            }
        }
    }

    private long leftNanos() {
        return Math.max(0, budgetNanos - (System.nanoTime() - startNanos));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
