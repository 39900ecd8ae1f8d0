package io.orderflow.operations.entry.imports;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of the rows that were published: by the function's lines as they come; by the orders' rows where no line
 * comes. So many rows at a time as fit into little memory.
 */
final class ImportFollowing {
    static final int WINDOW = 1 << 20;

    private static final Duration BETWEEN = Duration.ofMillis(500);
    /** Clocks differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(2);
    /** Lines of several containers come in any order. */
    private static final Duration LAG = Duration.ofSeconds(10);

    private static final Duration FIRST_ROWS = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** What is read of the rows that are left, unless it tells ends. */
    private static final int PROBE = 8 * OrderRows.BATCH;

    private final OpenImport open;
    private final RowStates states;
    private final FunctionLog log;
    private final OrderRows rows;
    private final ExecutorService threads;
    private final Clock clock;
    private final Pause pause;
    private final BooleanSupplier stopped;
    private final Runnable tick;

    /** @param tick is run now and then */
    ImportFollowing(
            OpenImport open,
            RowStates states,
            ImportPorts ports,
            ExecutorService threads,
            Clock clock,
            Pause pause,
            BooleanSupplier stopped,
            Runnable tick) {
        this.open = open;
        this.states = states;
        this.log = ports.log();
        this.rows = ports.rows();
        this.threads = threads;
        this.clock = clock;
        this.pause = pause;
        this.stopped = stopped;
        this.tick = tick;
    }

    /**
     * Follows until all ends are known; what is not known then is UNKNOWN.
     *
     * @param atMost how long it goes on without any end being told
     */
    void run(Duration atMost) throws IOException, InterruptedException {
        Instant since = states.firstIntent();
        if (since == null) {
            return;
        }
        try (FrozenRows all = open.rows()) {
            for (int from = 0; from < states.count() && !stopped.getAsBoolean(); from += WINDOW) {
                int to = Math.min(states.count(), from + WINDOW);
                FollowedRows window = window(all, since, from, to);
                if (window.left() > 0) {
                    follow(window, since, from, to, atMost);
                }
            }
        }
    }

    private FollowedRows window(FrozenRows all, Instant since, int from, int to) throws IOException {
        FollowedRows window = new FollowedRows(open, states, clock, since, to - from);
        for (int i = from; i < to; i++) {
            FrozenRow row = all.next();
            if (row != null && states.unended(row.index())) {
                window.add(row);
            }
        }
        open.history(line -> {
            if (line.kind() == JournalLine.Kind.SENT) {
                for (Mark mark : line.marks()) {
                    if (mark.letter() >= from && mark.letter() < to && states.unended(mark.letter())) {
                        window.publication(mark.letter(), mark.values().get(0));
                    }
                }
            }
        });
        return window;
    }

    private void follow(FollowedRows window, Instant since, int from, int to, Duration atMost)
            throws IOException, InterruptedException {
        Instant lastEnd = clock.instant();
        Instant looked = lastEnd;
        Instant read = since.minus(CLOCKS);
        Duration patience = FIRST_ROWS;
        while (window.left() > 0 && !stopped.getAsBoolean()) {
            int before = window.left();
            Instant newest = lines(window, read);
            read = newest == null ? read : later(read, newest.minus(LAG));
            Instant now = clock.instant();
            boolean over = window.left() == before && !now.isBefore(lastEnd.plus(atMost));
            if (window.left() < before) {
                lastEnd = now;
                looked = now;
                patience = FIRST_ROWS;
            } else if (over || !now.isBefore(looked.plus(patience))) {
                rows(window, from, to, over);
                lastEnd = window.left() < before ? now : lastEnd;
                looked = now;
                patience = patience.compareTo(LONGEST) < 0 ? patience.multipliedBy(2) : LONGEST;
                read = since.minus(CLOCKS); // all lines once more: some may have come late
            }
            window.keep();
            tick.run();
            if (window.left() > 0 && over) {
                window.giveUp(from, to);
                return;
            }
            if (window.left() > 0) {
                pause.pause(BETWEEN);
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** @return the time of the newest line; null where there is none, or they cannot be read: the rows tell too */
    private @Nullable Instant lines(FollowedRows window, Instant from) throws InterruptedException, IOException {
        Instant newest = null;
        String next = null;
        try {
            do {
                FunctionLog.Page page = log.read(from, clock.instant().plus(CLOCKS), false, next);
                for (var line : page.lines()) {
                    window.line(line);
                    newest = newest == null ? line.time() : later(newest, line.time());
                }
                next = page.next();
                window.keep();
                tick.run();
            } while (next != null && window.left() > 0 && !stopped.getAsBoolean());
        } catch (PortException gap) {
            return newest;
        }
        return newest;
    }

    /** Reads the orders' rows of what has no end: the first of them, and on as long as they tell. */
    private void rows(FollowedRows window, int from, int to, boolean all) throws IOException {
        try (FrozenRows reader = open.rows()) {
            List<FrozenRow> some = new ArrayList<>();
            for (FrozenRow row = reader.next(); row != null && row.index() < to; row = reader.next()) {
                if (row.index() >= from && states.unended(row.index())) {
                    some.add(row);
                }
                if (some.size() == PROBE) {
                    boolean told = read(window, some);
                    some.clear();
                    if (stopped.getAsBoolean() || !(told || all)) {
                        return;
                    }
                }
            }
            read(window, some);
        } catch (PortException gap) {
            return; // the next look, or a resume, reads them
        }
    }

    private boolean read(FollowedRows window, List<FrozenRow> some) throws PortException, IOException {
        Map<String, OrderState> found =
                rows.read(some.stream().map(row -> row.order().orderId()).toList(), threads);
        boolean told = false;
        for (FrozenRow row : some) {
            OrderState state = found.get(row.order().orderId());
            told |= state != null && window.row(row, state);
        }
        window.keep();
        tick.run();
        return told;
    }
}
