package io.orderflow.operations.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The orders that were read so far, each in its newest writing, newest first. A list that it gave away does not change.
 * Thread-safe: loading on and reading changes go on beside each other.
 */
public final class LoadedOrders {
    private final int capacity;
    private final Map<String, OrderRow> byId = new HashMap<>();
    private List<OrderRow> sorted = List.of();
    private boolean cut;

    /** @param capacity at most so many are kept, the newest ones */
    public LoadedOrders(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Takes rows in.
     *
     * @param passing what is not or no longer wanted goes
     * @return the ids of those that were not there, or not in this writing
     */
    public synchronized Set<String> merge(Collection<OrderRow> rows, Predicate<OrderRow> passing) {
        Map<String, OrderRow> come = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (OrderRow row : rows) {
            OrderRow before = come.getOrDefault(row.orderId(), byId.get(row.orderId()));
            if (before != null && (before.sameWriting(row) || OrderRow.newer(before, row) == before)) {
                continue;
            }
            if (before != null) {
                gone.add(row.orderId());
            }
            come.remove(row.orderId());
            if (passing.test(row)) {
                come.put(row.orderId(), row);
            }
        }
        if (!come.isEmpty() || !gone.isEmpty()) {
            gone.forEach(byId::remove);
            byId.putAll(come);
            sorted = merged(come, gone);
        }
        come.keySet().retainAll(byId.keySet());
        return Set.copyOf(come.keySet());
    }

    /** Both in order already, but for what has come. */
    private List<OrderRow> merged(Map<String, OrderRow> come, Set<String> gone) {
        List<OrderRow> added = new ArrayList<>(come.values());
        added.sort(OrderRow.NEWEST_FIRST);
        List<OrderRow> all = new ArrayList<>(sorted.size() + added.size());
        int at = 0;
        for (OrderRow row : sorted) {
            if (gone.contains(row.orderId())) {
                continue;
            }
            while (at < added.size() && OrderRow.NEWEST_FIRST.compare(added.get(at), row) < 0) {
                all.add(added.get(at++));
            }
            all.add(row);
        }
        all.addAll(added.subList(at, added.size()));
        if (all.size() > capacity) {
            List<OrderRow> last = all.subList(capacity, all.size());
            last.forEach(row -> byId.remove(row.orderId()));
            last.clear();
            cut = true;
        }
        return List.copyOf(all);
    }

    public synchronized List<OrderRow> rows() {
        return sorted;
    }

    /** Whether older ones were let go, as there were too many. */
    public synchronized boolean cut() {
        return cut;
    }
}
