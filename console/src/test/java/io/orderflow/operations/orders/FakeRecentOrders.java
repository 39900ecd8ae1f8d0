package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.order.Order;
import io.orderflow.store.StoredOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A table in memory: what was stored is found, newest first, and faults are thrown as told. */
public final class FakeRecentOrders implements RecentOrders {
    private final Map<String, StoredOrder> table = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile PortException fault;
    public final List<String> calls = new ArrayList<>();

    public FakeRecentOrders(Clock clock) {
        this.clock = clock;
    }

    public void store(Order order, Instant processedAt) {
        store(order, processedAt, null);
    }

    /** @param sentAt null as older consumers leave it */
    public void store(Order order, Instant processedAt, Instant sentAt) {
        table.put(order.orderId(), new StoredOrder(order, processedAt, sentAt));
    }

    public void delete(String orderId) {
        table.remove(orderId);
    }

    public Map<String, StoredOrder> rows() {
        return Map.copyOf(table);
    }

    /** Null ends the fault. */
    public void failWith(PortException fault) {
        this.fault = fault;
    }

    @Override
    public RecentPage newest(int limit, int days) throws PortException {
        calls.add("newest " + limit + " of " + days + " d");
        Instant now = clock.instant();
        return page(now.minus(Duration.ofDays(days)), limit, now);
    }

    @Override
    public RecentPage changedSince(ReadMark mark, int limit) throws PortException {
        calls.add("changed");
        return page(mark.readAt().minusSeconds(5), limit, clock.instant());
    }

    private RecentPage page(Instant from, int limit, Instant now) throws PortException {
        PortException thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
        List<StoredOrder> rows = table.values().stream()
                .filter(row -> !row.processedAt().isBefore(from))
                .sorted(Comparator.comparing(StoredOrder::processedAt).reversed())
                .limit(limit)
                .toList();
        return new RecentPage(rows, new ReadMark(now, now, null));
    }
}
