package io.orderflow.infra.local.sqs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Wakes those who wait for something to happen, without their missing what happened before they waited. Thread-safe. */
final class Bell {

    private long rings;

    synchronized long rings() {
        return rings;
    }

    synchronized void ring() {
        rings++;
        notifyAll();
    }

    /** Waits until it has rung since it had rung that often, but not longer than that. */
    synchronized void await(long was, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); rings == was && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
