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

    /** A JVM that has started and is nobody else's until this is closed. */
    final class Lease implements AutoCloseable {
        private final Worker worker;

        private Lease(Worker worker) {
            this.worker = worker;
        }

        InvocationResult invoke(byte[] event) throws InterruptedException {
            return worker.invoke(event);
        }

        @Override
        public void close() {
            giveBack(worker);
            permits.release();
        }
    }

    /** Waits for a JVM, starting one if need be; one whose start failed says so at {@link Lease#invoke}. */
    Lease lease(FunctionSpec spec) throws AwsError, InterruptedException {
        if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        boolean leased = false;
        try {
            Worker worker = borrow(spec);
            worker.awaitStart();
            leased = true;
            return new Lease(worker);
        } catch (IOException e) {
            LOG.warn("The function {} cannot be started", spec.arn(), e);
            throw new AwsError(500, "ServiceException", "The function cannot be started: " + e.getMessage());
        } finally {
            if (!leased) {
                permits.release();
            }
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
