package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import io.orderflow.store.OrdersTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was stored since a read before, by the index recent-orders, at a cost that follows the changes. It keeps no state:
 * whoever asks hands the mark back, so an answer that is dropped loses nothing. While rows come, each read reads at least the last 5 s
 * again, as writes, clocks and the index lag; a day begins and ends 5 min early and late for the same reason. What lags more
 * is found by {@link #late}. Thread-safe; blocks.
 */
public final class OrderChanges {
    static final Duration OVERLAP = Duration.ofSeconds(5);
    /** Nothing newer was seen for so long: what lags was seen by then. */
    static final Duration QUIET = Duration.ofSeconds(15);

    static final Duration WIDE_OVERLAP = Duration.ofMinutes(5);

    /** So often it is worth looking for what came late. */
    public static final Duration LATE_EVERY = Duration.ofMinutes(1);

    private static final int PAGE = 1_000;

    /**
     * What a read found.
     *
     * @param rows each order once, in its newest writing, newest first; some of them as they were at the mark
     * @param mark where to go on
     * @param cut whether there were more, older ones, that were not read
     */
    public record Changes(List<OrderRow> rows, ReadMark mark, double readUnits, boolean cut) {
        public Changes {
            rows = List.copyOf(rows);
        }
    }

    private final OrderTable table;
    private final Clock clock;

    public OrderChanges(OrderTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** A mark for what is stored from now on: what was stored before is not read, but for what may lag. */
    public ReadMark fromNowOn() {
        Instant now = clock.instant();
        return new ReadMark(now, now, now);
    }

    /** A mark for what changes from now on. */
    public ReadMark now() {
        Instant now = clock.instant();
        return new ReadMark(now, null, now);
    }

    /** @param limit at most so many rows, the newest ones */
    public Changes since(ReadMark mark, int limit) throws PortException {
        return read(mark, from(mark), limit);
    }

    /**
     * What was stored in the last 5 min, whatever was read before. It reads much where much is stored: beside what is read
     * since a mark, not instead of it. Its mark is not to be used.
     *
     * @param notBefore what was stored earlier is not asked for; null for no such bound
     */
    public Changes late(@Nullable Instant notBefore, int limit) throws PortException {
        ReadMark now = now();
        Instant widest = now.readAt().minus(WIDE_OVERLAP);
        return read(now, notBefore == null || notBefore.isBefore(widest) ? widest : notBefore, limit);
    }

    private Changes read(ReadMark mark, Instant from, int limit) throws PortException {
        Instant begun = clock.instant();
        var found = new Found();
        LocalDate first = OrdersTable.day(from);
        for (LocalDate day = OrdersTable.day(begun.plus(WIDE_OVERLAP)); !day.isBefore(first); day = day.minusDays(1)) {
            for (String dayShard : OrdersTable.dayShards(day, table.shards())) {
                found.read(table, dayShard, new TimeSpan(from, null), limit);
            }
        }
        List<OrderRow> rows = new ArrayList<>(found.byId.values());
        rows.sort(OrderRow.NEWEST_FIRST);
        Instant newest = mark.newest();
        Instant top = rows.isEmpty() ? null : rows.get(0).processedAt();
        if (newest == null || (top != null && newest.isBefore(top))) {
            newest = top;
        }
        return new Changes(
                rows.subList(0, Math.min(limit, rows.size())),
                mark.read(begun, newest),
                found.readUnits,
                found.cut || rows.size() > limit);
    }

    /**
     * Going on from the newest row seen instead of from our own clock costs nothing, as there is nothing newer, and
     * holds when the consumer's clock is behind ours.
     */
    private static Instant from(ReadMark mark) {
        Instant widest = mark.readAt().minus(WIDE_OVERLAP);
        Instant newest = mark.newest();
        if (newest == null || newest.isBefore(widest)) {
            return widest;
        }
        Instant base = newest.isBefore(mark.readAt()) ? newest : mark.readAt();
        boolean quiet = Duration.between(mark.since(), mark.readAt()).compareTo(QUIET) > 0;
        return quiet ? base : base.minus(OVERLAP);
    }

    /** An order may move in the index between two requests. */
    private static final class Found {
        private final Map<String, OrderRow> byId = new HashMap<>();
        private double readUnits;
        private boolean cut;

        void read(OrderTable table, String dayShard, TimeSpan stored, int limit) throws PortException {
            int left = limit;
            PageKey next = null;
            do {
                ReadPage page = table.recent(dayShard, stored, next, Math.min(PAGE, left));
                page.rows().forEach(row -> byId.merge(row.orderId(), row, OrderRow::newer));
                left -= page.rows().size();
                readUnits += page.readUnits();
                next = page.next();
            } while (next != null && left > 0);
            cut |= next != null;
        }
    }
}
