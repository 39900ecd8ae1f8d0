package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVMs of one function version: idle ones are used again, a changed function gets new ones. Thread-safe. */
final class WorkerPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final int MAX_WORKERS = 2;
    private static final long MAX_WAIT_SECONDS = 60;

    private final Starter starter;
    private final Semaphore permits = new Semaphore(MAX_WORKERS, true);
    private final Deque<Worker> idle = new ArrayDeque<>();
    private boolean closed;

    /** Starts a function's JVM. */
    @FunctionalInterface
    interface Starter {
        Worker start(FunctionSpec spec) throws IOException;
    }

    WorkerPool(Starter starter) {
        this.starter = starter;
    }

    InvocationResult invoke(FunctionSpec spec, byte[] event) throws AwsError, InterruptedException {
        if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        try {
            Worker worker = borrow(spec);
            try {
                return worker.invoke(event);
            } finally {
                giveBack(worker);
            }
        } catch (IOException e) {
            LOG.warn("The function {} cannot be started", spec.arn(), e);
            return new InvocationResult(
                    true, FunctionRuntime.error("Runtime.StartFailed", String.valueOf(e.getMessage())));
        } finally {
            permits.release();
        }
    }

    void warm(FunctionSpec spec) {
        if (!permits.tryAcquire()) {
            return; // busy is warm
        }
        try {
            giveBack(borrow(spec));
        } catch (IOException e) {
            LOG.warn("The function {} cannot be started", spec.arn(), e);
        } finally {
            permits.release();
        }
    }

    private Worker borrow(FunctionSpec spec) throws IOException {
        synchronized (this) {
            for (Worker worker = idle.pollFirst(); worker != null; worker = idle.pollFirst()) {
                if (worker.alive() && worker.spec().revision().equals(spec.revision())) {
                    return worker;
                }
                worker.close();
            }
        }
        return starter.start(spec);
    }

    private synchronized void giveBack(Worker worker) {
        if (worker.alive() && !closed) {
            idle.addFirst(worker);
        } else {
            worker.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Worker::close);
        idle.clear();
    }
}
