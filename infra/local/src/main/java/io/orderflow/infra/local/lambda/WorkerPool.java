package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
    private final Clock clock;
    private final Semaphore permits = new Semaphore(MAX_WORKERS, true);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Worker worker, Instant since) {}

    /** Starts a function's JVM. */
    @FunctionalInterface
    interface Starter {
        Worker start(VersionSpec spec) throws IOException;
    }

    WorkerPool(Starter starter, Clock clock) {
        this.starter = starter;
        this.clock = clock;
    }

    /** A JVM that has started and is nobody else's until this is closed. Not thread-safe. */
    final class Lease implements AutoCloseable {
        private Worker worker;

        private Lease(Worker worker) {
            this.worker = worker;
        }

        /**
         * Runs an event.
         *
         * @param untilVisible how long the event's messages stay hidden; empty if it has none
         */
        InvocationResult invoke(byte[] event, Optional<Duration> untilVisible) throws InterruptedException {
            return worker.invoke(event, untilVisible);
        }

        /** Another JVM in place of one that was killed. */
        void renew() throws AwsError, InterruptedException {
            worker.close();
            worker = started(worker.spec());
        }

        @Override
        public void close() {
            giveBack(worker);
            permits.release();
        }
    }

    /**
     * Waits for a JVM that has started, starting one if need be; one whose function failed to start by its own fault
     * says so at {@link Lease#invoke}.
     */
    Lease lease(VersionSpec spec) throws AwsError, InterruptedException {
        if (!permits.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        boolean leased = false;
        try {
            Lease lease = new Lease(started(spec));
            leased = true;
            return lease;
        } finally {
            if (!leased) {
                permits.release();
            }
        }
    }

    private Worker started(VersionSpec spec) throws AwsError, InterruptedException {
        Worker worker = null;
        try {
            worker = borrow(spec);
            worker.awaitStart();
            return worker;
        } catch (IOException e) {
            if (worker != null) {
                worker.close();
            }
            throw new AwsError(
                    500, "ServiceException", "The function " + spec.arn() + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            if (worker != null) {
                giveBack(worker);
            }
            throw e;
        }
    }

    void warm(VersionSpec spec) {
        if (!permits.tryAcquire()) {
            return; // busy is warm
        }
        try {
            giveBack(borrow(spec));
        } catch (IOException e) {
            LOG.warn("The function {} cannot be started: {}", spec.arn(), e.getMessage());
        } finally {
            permits.release();
        }
    }

    private Worker borrow(VersionSpec spec) throws IOException {
        synchronized (this) {
            for (Idle next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
                Worker worker = next.worker();
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
            idle.addFirst(new Idle(worker, clock.instant()));
        } else {
            worker.close();
        }
    }

    /** Ends the JVMs that have waited for an event since before then. */
    synchronized void closeIdleSince(Instant before) {
        idle.removeIf(waiting -> {
            boolean old = waiting.since().isBefore(before);
            if (old) {
                waiting.worker().close();
            }
            return old;
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(waiting -> waiting.worker().close());
        idle.clear();
    }
}
