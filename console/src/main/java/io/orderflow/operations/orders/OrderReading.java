package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderChanges.Changes;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The orders that pass a filter: read on as somebody looks further, and kept as the table has them. Reading on is one at
 * a time, following the changes is one at a time; both may go on beside each other. Blocks.
 */
public final class OrderReading {
    /** Rows that are kept. */
    public static final int MOST = 100_000;

    /** Changes of one look: 500 a second for 5 s, read with as long an overlap, and room. */
    private static final int MOST_CHANGES = 20_000;

    /** After a longer pause the rows are read afresh instead of everything that changed. */
    private static final Duration LONGEST_GAP = Duration.ofMinutes(10);

    /**
     * Where it stands.
     *
     * @param uncompared see {@link OrderSearch#uncompared}
     */
    public record Standing(
            OrderPlan plan,
            Stop stop,
            OrderCursor.@Nullable EmptyDays empty,
            long seen,
            double readUnits,
            boolean cut,
            @Nullable TableSize size,
            @Nullable Instant countedAt,
            boolean complete,
            long outside,
            Map<String, Integer> uncompared) {
        public Standing {
            uncompared = Map.copyOf(uncompared);
        }
    }

    private final OrderTable table;
    private final OrderSearch search;
    private final OrderChanges changes;
    private final Filter filter;
    private final Clock clock;
    private final LoadedOrders loaded;
    private ReadMark mark; // guarded by this, as the next
    private boolean missed;
    private Instant lateAt;
    private volatile boolean begun;
    private final Instant openedAt;
    /** What was stored before it is not read yet; null where nothing is left to be read. */
    private volatile @Nullable Instant reach;

    private final LongAdder came = new LongAdder();
    private final DoubleAdder changesUnits = new DoubleAdder();

    public OrderReading(OrderTable table, Filter filter, boolean scan, Clock clock, ExecutorService threads) {
        Instant now = clock.instant();
        this.openedAt = now;
        this.table = table;
        this.filter = filter;
        this.clock = clock;
        this.search = new OrderSearch(table, OrderPlan.of(filter, now, scan), filter, now, threads);
        this.changes = new OrderChanges(table, clock);
        this.loaded = new LoadedOrders(MOST);
        this.mark = changes.now();
        this.lateAt = mark.readAt();
    }

    /**
     * Reads on; as {@link OrderSearch#look}. Whatever was read before a fault is kept.
     *
     * @param units stops when so many more were spent
     */
    public Standing readOn(int wanted, double units, Watcher watcher) throws PortException {
        Look look = search.look(wanted, search.readUnits() + units, watcher);
        loaded.merge(look.rows(), row -> true);
        boolean more = search.plan() instanceof OrderPlan.Recent
                && look.stop() != Stop.ALL_READ
                && look.stop() != Stop.EMPTY_DAYS;
        reach = more ? Objects.requireNonNullElse(search.reach(), openedAt) : null;
        markNewest(loaded.rows());
        begun = true;
        TableSize size = size();
        return new Standing(
                search.plan(),
                look.stop(),
                look.empty(),
                search.seen(),
                readUnits(),
                loaded.cut(),
                size,
                size == null ? null : clock.instant(),
                size != null && search.complete(look.stop(), size) && !loaded.cut(),
                size == null ? 0 : search.outside(size),
                search.uncompared());
    }

    /** What reading on has cost so far. */
    public double spent() {
        return search.readUnits();
    }

    /** What was spent so far, on what follows the table too. */
    public double readUnits() {
        return search.readUnits() + changesUnits.sum();
    }

    private synchronized ReadMark mark() {
        return mark;
    }

    /** Whoever may not ask for it reads without. */
    private @Nullable TableSize size() throws PortException {
        try {
            return table.size();
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.DENIED) {
                return null;
            }
            throw e;
        }
    }

    /** What is newer than the first row that was read is what there is to follow. */
    private synchronized void markNewest(List<OrderRow> rows) {
        Instant newest = rows.isEmpty() ? null : rows.get(0).processedAt();
        if (mark.newest() == null && newest != null) {
            mark = mark.read(mark.readAt(), newest);
        }
    }

    /**
     * Takes in what was stored since the last time.
     *
     * @return the ids of those that are new or changed, and pass
     */
    public Set<String> follow() throws PortException {
        if (!begun) {
            return Set.of(); // what is newer than the first page is to be followed
        }
        Changes found = changes.since(mark(), MOST_CHANGES);
        synchronized (this) {
            mark = found.mark();
            missed |= found.cut();
        }
        changesUnits.add(found.readUnits());
        return take(found);
    }

    /** What is older than the rows that were read comes as somebody reads on. */
    private Set<String> take(Changes found) {
        Instant oldest = reach;
        List<OrderRow> here = found.rows().stream()
                .filter(row -> oldest == null
                        || row.processedAt() == null
                        || !row.processedAt().isBefore(oldest))
                .toList();
        Set<String> taken = loaded.merge(here, passing());
        came.add(taken.size());
        return taken;
    }

    /** How many rows came or changed since they were read, and pass. */
    public long came() {
        return came.sum();
    }

    /** Whether it is time to look for what came late: at most once in a while. */
    public synchronized boolean lateDue() {
        Instant now = clock.instant();
        boolean due = Duration.between(lateAt, now).compareTo(OrderChanges.LATE_EVERY) >= 0;
        lateAt = due ? now : lateAt;
        return due;
    }

    /** Takes in what came late, beside following; of the newest rows that were read, so many at most. */
    public Set<String> followLate() throws PortException {
        Changes found = changes.late(reach, MOST_CHANGES);
        changesUnits.add(found.readUnits());
        return take(found);
    }

    /** Whether it was followed too long ago to be followed on, or too much changed at a time. */
    public synchronized boolean stale() {
        return missed || Duration.between(mark.readAt(), clock.instant()).compareTo(LONGEST_GAP) > 0;
    }

    /** Takes one more in, whether it passes or not. */
    public void add(OrderRow row) {
        loaded.merge(List.of(row), any -> true);
    }

    private Predicate<OrderRow> passing() {
        return OrderRow.KEYS.passing(filter, clock.instant());
    }

    /** Newest first; a list that does not change. */
    public List<OrderRow> rows() {
        return loaded.rows();
    }

    public Filter filter() {
        return filter;
    }

    public OrderPlan plan() {
        return search.plan();
    }
}
