package io.orderflow.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Requests of which several are made at a time. */
public final class RequestBatches {
    private static final int AT_A_TIME = 8;

    private RequestBatches() {}

    /** What is done with a batch. */
    @FunctionalInterface
    public interface Step<B> {
        void run(B batch) throws PortException;
    }

    /**
     * Takes batches until none is left; the caller's thread does its share, and all where no other is free.
     *
     * @param batches a queue that many threads may take from
     * @throws PortException the first failure, after the batches under way; the rest is not begun
     */
    public static <B> void each(Queue<B> batches, Step<B> step, ExecutorService threads) throws PortException {
        Callable<Void> worker = () -> {
            for (B batch = batches.poll(); batch != null; batch = batches.poll()) {
                try {
                    step.run(batch);
                } catch (PortException e) {
                    batches.clear();
                    throw e;
                }
            }
            return null;
        };
        List<Future<Void>> helping = new ArrayList<>();
        int helpers = Math.min(AT_A_TIME, batches.size()) - 1;
        try {
            for (int i = 0; i < helpers; i++) {
                helping.add(threads.submit(worker));
            }
        } catch (RejectedExecutionException closing) {
            // this thread does it
        }
        PortException fault = null;
        try {
            worker.call();
        } catch (Exception e) {
            fault = fault(e);
        }
        for (Future<Void> each : helping) {
            fault = awaited(each, fault);
        }
        if (fault != null) {
            throw fault;
        }
    }

    private static @Nullable PortException awaited(Future<Void> each, @Nullable PortException before) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    each.get();
                    return before;
                } catch (ExecutionException e) {
                    return before == null ? fault(e.getCause()) : before;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static PortException fault(@Nullable Throwable thrown) {
        if (thrown instanceof PortException fault) {
            return fault;
        }
        if (thrown instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        throw new IllegalStateException(thrown);
    }
}
