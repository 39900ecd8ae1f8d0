package io.orderflow.operations.entry.imports;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether orders may be published now: not faster than asked, slower where the endpoint wants it, and not after a stop. Thread-safe. */
final class SendGate {
    /** So that a stop is heard soon. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 5;
    /** An endpoint that has not answered for so long is given up. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    private static final double PER_ORDER = 0.50 / 1_000_000;
    private static final double NANOS = 1e9;

    private final int rate;
    private final double mostDollars;
    private final Clock clock;
    private final Pause pause;
    private Instant nextAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private int faultsInARow;
    private @Nullable Instant awaySince;
    private long passed;
    private @Nullable String stopped;
    private @Nullable String fault;

    SendGate(ImportHead.ImportPace pace, Clock clock, Pause pause) {
        this.rate = pace.rate();
        this.mostDollars = pace.mostDollars();
        this.clock = clock;
        this.pause = pause;
    }

    /** What publishing so many costs about, in dollars. */
    static double price(long orders) {
        return orders * PER_ORDER;
    }

    /** How many are published at once at most. */
    int most(int batch) {
        return rate == 0 ? batch : Math.max(1, Math.min(batch, rate));
    }

    /**
     * Waits until so many may be published.
     *
     * @return false where nothing more may be
     */
    boolean pass(int orders) throws InterruptedException {
        while (true) {
            Duration wait = tryPass(orders);
            if (wait == null) {
                return false;
            }
            if (wait.isZero()) {
                return true;
            }
            pause.pause(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
        }
    }

    /** Zero where they pass; null where nothing does any more. */
    private synchronized @Nullable Duration tryPass(int orders) {
        if (!open()) {
            return null;
        }
        if (price(passed + orders) > mostDollars) {
            stopped = "budget";
            return null;
        }
        Instant now = clock.instant();
        Instant from = nextAt.isAfter(notBefore) ? nextAt : notBefore;
        if (now.isBefore(from)) {
            return Duration.between(now, from);
        }
        if (rate > 0) {
            nextAt = (nextAt.isBefore(now) ? now : nextAt).plusNanos((long) (NANOS * orders / rate));
        }
        passed += orders;
        return Duration.ZERO;
    }

    synchronized boolean open() {
        return stopped == null && fault == null;
    }

    synchronized void answered() {
        faultsInARow = 0;
        awaySince = null;
    }

    /** A request failed as a whole. */
    synchronized void failed(PortException e) {
        switch (e.kind()) {
            case THROTTLED, BUSY -> slowDown();
            case UNREACHABLE, REFUSED -> {
                slowDown();
                Instant now = clock.instant();
                if (awaySince == null) {
                    awaySince = now;
                } else if (Duration.between(awaySince, now).compareTo(AWAY) > 0) {
                    fail(line(e));
                }
            }
            case CREDENTIALS, DENIED, MISSING, OLD_DATA -> fail(line(e));
        }
    }

    private static String line(PortException e) {
        return e.subject() + ": " + e.getMessage();
    }

    synchronized void slowDown() {
        Instant now = clock.instant();
        if (!now.isBefore(notBefore)) { // else of the same time as the one that made it slow
            notBefore = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(faultsInARow, MOST_DOUBLINGS)));
            faultsInARow++;
        }
    }

    /** Ends it for one line's reason. */
    synchronized void fail(String line) {
        if (fault == null) {
            fault = line;
        }
    }

    synchronized void stop(String why) {
        if (open()) {
            stopped = why;
        }
    }

    synchronized @Nullable String stopped() {
        return stopped;
    }

    synchronized @Nullable String fault() {
        return fault;
    }

    /** What was passed costs about. */
    synchronized double dollars() {
        return price(passed);
    }
}
