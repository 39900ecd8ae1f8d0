package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the function's lines as they come: often the newest, now and then all of them again, as logs lag. */
final class FunctionLines {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(2);
    private static final Duration LAG = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);
    /** Clocks differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(2);

    private final Desk desk;
    private final Consumer<ConsumerLine> each;
    private @Nullable Long inFlight;
    private @Nullable String next;
    private Instant from = Instant.MIN;
    private Instant to = Instant.MIN;
    private Instant nextAt = Instant.MIN;
    private Instant nextSweepAt = Instant.MIN;
    private boolean denied;

    FunctionLines(Desk desk, Consumer<ConsumerLine> each) {
        this.desk = desk;
        this.each = each;
    }

    boolean denied() {
        return denied;
    }

    /** @param since the earliest time that is of interest; null where nothing is */
    void pump(@Nullable Instant since) {
        if (since == null || inFlight != null || denied || desk.now.isBefore(nextAt) || !desk.costs.affords(1)) {
            return;
        }
        if (next == null) {
            boolean sweep = !desk.now.isBefore(nextSweepAt);
            Instant last = to;
            to = desk.now.plus(CLOCKS);
            from = since.minus(CLOCKS);
            if (sweep) {
                nextSweepAt = desk.now.plus(BETWEEN_SWEEPS);
            } else if (from.isBefore(last.minus(CLOCKS).minus(LAG))) {
                from = last.minus(CLOCKS).minus(LAG);
            }
        }
        long id = desk.nextId();
        inFlight = id;
        desk.costs.log();
        desk.act(new RedriveAction.ReadLog(id, from, to, next));
    }

    void answered(long id, FunctionLog.Page page) {
        if (inFlight == null || inFlight != id) {
            return;
        }
        inFlight = null;
        next = page.next();
        if (next == null) {
            nextAt = desk.now.plus(BETWEEN);
        }
        page.lines().forEach(each);
    }

    /** @return whether it was this request */
    boolean failed(long id, PortException fault) {
        if (inFlight == null || inFlight != id) {
            return false;
        }
        inFlight = null;
        next = null;
        nextAt = desk.now.plus(AFTER_A_FAULT);
        nextSweepAt = nextAt;
        denied = fault.kind() == PortException.Kind.DENIED || fault.kind() == PortException.Kind.MISSING;
        return true;
    }
}
