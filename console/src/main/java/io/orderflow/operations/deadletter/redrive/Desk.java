package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the parts of the engine share: time, what is to be done, what it costs, and whether it goes on at all. */
final class Desk {
    /** How many requests to SQS are on their way at once. */
    static final int PARALLEL = 8;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int MOST_DOUBLINGS = 5;
    /** An endpoint that has not answered for so long is given up. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    final RedriveOrder order;
    final Book book;
    final Costs costs;
    Instant now = Instant.EPOCH;

    private final Map<Long, Runnable> onSynced = new LinkedHashMap<>();
    private List<RedriveAction> out = new ArrayList<>();
    private long lastId;
    private int busy;
    private int faultsInARow;
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant awaySince;
    private boolean broken;
    private boolean stopping;
    private boolean exhausted;
    private boolean cancelled;
    private @Nullable String fault;

    Desk(RedriveOrder order, Book book, Costs costs) {
        this.order = order;
        this.book = book;
        this.costs = costs;
        this.stopping = book.stopped() != null;
    }

    long nextId() {
        return ++lastId;
    }

    void act(RedriveAction action) {
        out.add(action);
    }

    List<RedriveAction> drain() {
        List<RedriveAction> drained = out;
        out = new ArrayList<>();
        return drained;
    }

    /** Whether another request to SQS may be made now; where the budget has none left, nothing more is tried. */
    boolean slot() {
        if (busy >= PARALLEL || waits()) {
            return false;
        }
        if (!costs.affords(1)) {
            exhausted = true;
            stop("budget");
            return false;
        }
        return true;
    }

    /** Whether nothing may be begun now. */
    boolean waits() {
        return broken || now.isBefore(notBefore);
    }

    /** Whether what cannot be done any more is left as it is. */
    boolean givenUp() {
        return fault != null || exhausted;
    }

    /** A request to SQS. */
    void request(RedriveAction action) {
        busy++;
        costs.request();
        out.add(action);
    }

    void answered() {
        busy--;
        faultsInARow = 0;
        awaySince = null;
    }

    /** A request to SQS failed as a whole. */
    void failed(PortException e) {
        busy--;
        switch (e.kind()) {
            case THROTTLED, BUSY -> slowDown();
            case UNREACHABLE, REFUSED -> {
                slowDown();
                if (awaySince == null) {
                    awaySince = now;
                } else if (Duration.between(awaySince, now).compareTo(AWAY) > 0) {
                    fail(line(e));
                }
            }
            case CREDENTIALS, DENIED, MISSING, OLD_DATA -> fail(line(e));
        }
    }

    void slowDown() {
        if (now.isBefore(notBefore)) {
            return; // of the same time as the one that made it slow
        }
        notBefore = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(faultsInARow, MOST_DOUBLINGS)));
        faultsInARow++;
    }

    static String line(PortException e) {
        return e.subject() + ": " + e.getMessage();
    }

    /** Writes down what happened, and does the rest when it is on disk. */
    void journal(Kind kind, List<Mark> marks, String note, Runnable then) {
        if (broken) {
            return; // what is not on disk did not happen
        }
        JournalLine line = new JournalLine(
                now, kind, marks, marks.isEmpty() ? note : costs.spent(kind).note());
        book.apply(line);
        long id = nextId();
        onSynced.put(id, then);
        out.add(new RedriveAction.Journal(id, List.of(line)));
    }

    void journal(Kind kind, List<Mark> marks) {
        if (!marks.isEmpty()) {
            journal(kind, marks, "", () -> {});
        }
    }

    void synced(long id) {
        Runnable then = onSynced.remove(id);
        if (then != null && !broken) {
            then.run();
        }
    }

    boolean journalIdle() {
        return onSynced.isEmpty();
    }

    void journalBroken(String line) {
        broken = true;
        fail(line);
    }

    /** Whether the journal cannot be written any more: nothing at all may be done. */
    boolean broken() {
        return broken;
    }

    /** Ends it early, for one line's reason. */
    void fail(String line) {
        if (fault == null) {
            fault = line;
        }
        stopping = true;
    }

    @Nullable
    String fault() {
        return fault;
    }

    void stop(String why) {
        if (!stopping) {
            stopping = true;
            journal(Kind.STOPPED, List.of(), why, () -> {});
        }
    }

    /** Whether nothing more is sent. */
    boolean stopping() {
        return stopping;
    }

    void cancel() {
        cancelled = true;
        stop("cancelled");
    }

    /** Whether somebody waits for the end of this process's work. */
    boolean cancelled() {
        return cancelled;
    }

    /** Whether what was sent is still followed. */
    boolean following() {
        return !order.pace().follow().isZero()
                && !givenUp()
                && (!stopping || "ramp".equals(book.stopped()) || "released".equals(book.stopped()));
    }

    int busy() {
        return busy;
    }
}
