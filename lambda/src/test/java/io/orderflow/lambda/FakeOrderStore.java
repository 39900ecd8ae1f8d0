package io.orderflow.lambda;

import io.orderflow.order.Order;
import io.orderflow.store.OrderStore;
import io.orderflow.store.QueuedOrder;
import io.orderflow.store.StoreOutcome;
import io.orderflow.store.StoreOutcome.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps orders in memory; a script per order id can delay or fail a write. */
final class FakeOrderStore implements OrderStore {
    /** Runs before an order is written, on the writer's thread. */
    interface Script {
        void run(Order order, Duration atMost) throws InterruptedException;
    }

    private final Map<String, QueuedOrder> rows = new ConcurrentHashMap<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    /** Of all its rows. */
    static final Instant PROCESSED_AT = Instant.parse("2025-05-03T12:00:01Z");

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Script always = (order, atMost) -> {};

    @Override
    public StoreOutcome store(QueuedOrder event, Duration atMost) {
        Order order = event.order();
        calls.incrementAndGet();
        try {
            always.run(order, atMost);
            scripts.getOrDefault(order.orderId(), (o, d) -> {}).run(order, atMost);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(cancelled);
        }
        List<StoreOutcome> outcome = new ArrayList<>();
        rows.compute(order.orderId(), (id, old) -> {
            if (old == null) {
                outcome.add(new StoreOutcome.Stored(PROCESSED_AT));
            } else if (order.timestamp().isAfter(old.order().timestamp())) {
                outcome.add(new StoreOutcome.Replaced(PROCESSED_AT));
            } else {
                outcome.add(
                        new StoreOutcome.Unchanged(order.equals(old.order()) ? Reason.DUPLICATE : Reason.SUPERSEDED));
                return old;
            }
            return event;
        });
        return outcome.get(0);
    }

    void when(String orderId, Script script) {
        scripts.put(orderId, script);
    }

    void always(Script script) {
        always = script;
    }

    Collection<Order> orders() {
        return rows.values().stream().map(QueuedOrder::order).toList();
    }

    Collection<QueuedOrder> events() {
        return rows.values();
    }

    int calls() {
        return calls.get();
    }
}
