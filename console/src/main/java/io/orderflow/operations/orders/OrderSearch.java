package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderCursor.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the orders that pass a filter, some at a time. Not thread-safe; blocks.
 */
public final class OrderSearch {
    /** Rows that are read at a time. */
    private static final int STEP = 500;

    /** Why a look ended. */
    public enum Stop {
        /** There is nothing left to read. */
        ALL_READ,
        /** As many as were wanted were found. */
        ENOUGH,
        /** Some days in a row had nothing: {@link Look#empty}. */
        EMPTY_DAYS,
        /** What it may cost was spent. */
        BUDGET,
        CANCELLED
    }

    /**
     * What a look found.
     *
     * @param rows that pass, in the order in which they were read; an order that was stored meanwhile may come again
     * @param empty null unless it stopped at them
     */
    public record Look(List<OrderRow> rows, Stop stop, OrderCursor.@Nullable EmptyDays empty) {
        public Look {
            rows = List.copyOf(rows);
        }
    }

    /** Told after each step, by the thread that looks. */
    public interface Watcher {
        /**
         * @param seen rows that were read since the beginning, whether they passed or not
         * @param readUnits what that cost
         */
        default void progress(long seen, double readUnits) {}

        /** Whether it shall stop; asked before each request. */
        default boolean cancelled() {
            return false;
        }
    }

    private final OrderTable table;
    private final OrderPlan plan;
    private final OrderCursor cursor;
    private final Predicate<OrderRow> passing;
    private final Function<OrderRow, @Nullable String> lacking;
    /** How many rows would pass but that they have no such attribute to compare. */
    private final Map<String, Integer> uncompared = new TreeMap<>();

    private final ReadAllowance allowance = new ReadAllowance();
    /** Of the rows that were read by the index without an end, to know when these are all. */
    private final Set<String> ids = new HashSet<>();

    private long seen;
    private @Nullable Instant reach;

    /** @param now the time from which lengths of time in the filter are counted back */
    public OrderSearch(OrderTable table, OrderPlan plan, Filter filter, Instant now, ExecutorService threads) {
        this.table = table;
        this.plan = plan;
        this.cursor = plan.open(table, allowance, now, threads);
        this.passing = OrderRow.KEYS.passing(filter, now);
        this.lacking = OrderRow.KEYS.lacking(filter, now);
    }

    /**
     * Looks on.
     *
     * @param wanted so many, or some more
     * @param units stops before a request that can only spend more than so many read units since the beginning. One
     *     request can: what it will cost is not known before
     */
    public Look look(int wanted, double units, Watcher watcher) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        allowance.allow(units, watcher::cancelled);
        while (true) {
            if (watcher.cancelled()) {
                return new Look(rows, Stop.CANCELLED, null);
            }
            if (allowance.used()) {
                return new Look(rows, Stop.BUDGET, null);
            }
            Step step = next(Math.min(STEP, Math.max(1, wanted - rows.size())));
            seen += step.rows().size();
            for (OrderRow row : step.rows()) {
                if (plan instanceof OrderPlan.Recent) {
                    ids.add(row.orderId());
                    reached(row.processedAt());
                }
                if (passing.test(row)) {
                    rows.add(row);
                } else {
                    String key = lacking.apply(row);
                    if (key != null) {
                        uncompared.merge(OrderRow.compared(key), 1, Integer::sum);
                    }
                }
            }
            watcher.progress(seen, readUnits());
            if (!step.more()) {
                return new Look(rows, Stop.ALL_READ, null);
            }
            if (step.empty() != null) {
                return new Look(rows, Stop.EMPTY_DAYS, step.empty());
            }
            if (rows.size() >= wanted) {
                return new Look(rows, allowance.used() ? Stop.BUDGET : Stop.ENOUGH, null);
            }
        }
    }

    private Step next(int wanted) throws PortException {
        try {
            return cursor.next(wanted);
        } catch (PortException e) {
            boolean byIndex = plan instanceof OrderPlan.Recent || plan instanceof OrderPlan.ByUser;
            throw byIndex && e.kind() == PortException.Kind.MISSING ? MissingIndex.told(table, plan.index(), e) : e;
        }
    }

    private void reached(@Nullable Instant storedAt) {
        if (storedAt != null && (reach == null || storedAt.isBefore(reach))) {
            reach = storedAt;
        }
    }

    /** When the oldest row was stored that was read by recent-orders; null where none was, or another way is gone. */
    public @Nullable Instant reach() {
        return reach;
    }

    /**
     * Whether no order that passes can have been left out.
     *
     * @param size of the table, read after the look
     */
    public boolean complete(Stop stop, TableSize size) {
        return outside(size) == 0 && (stop == Stop.ALL_READ || nothingOlder(stop, size));
    }

    /** Whether it stopped to ask although all rows of the table were read, by a count of this moment. */
    public boolean nothingOlder(Stop stop, TableSize size) {
        return stop == Stop.EMPTY_DAYS && size.live() && ids.size() >= size.items();
    }

    /** How many rows of the table are not in the index that is read, and found by a scan only. */
    public long outside(TableSize size) {
        Long inIndex = plan instanceof OrderPlan.Recent
                ? size.recentItems()
                : plan instanceof OrderPlan.ByUser ? size.byUserItems() : null;
        return inIndex == null ? 0 : Math.max(0, size.items() - inIndex);
    }

    /**
     * How many of the rows that were read would pass but that they have nothing to compare, by the attribute. They do not pass:
     * nobody can say whether they are meant.
     */
    public Map<String, Integer> uncompared() {
        return Map.copyOf(uncompared);
    }

    public OrderPlan plan() {
        return plan;
    }

    /** Rows that were read so far, whether they passed or not. */
    public long seen() {
        return seen;
    }

    /** What was spent so far. */
    public double readUnits() {
        return allowance.spent();
    }
}
