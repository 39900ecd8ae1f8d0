package io.orderflow.operations.orders;

import io.orderflow.order.Order;
import java.time.Instant;

class FakeRecentOrdersTest extends RecentOrdersContract {
    private final FakeRecentOrders fake = new FakeRecentOrders(clock);

    @Override
    protected RecentOrders orders() {
        return fake;
    }

    @Override
    protected void store(Order order, Instant processedAt, Instant sentAt) {
        fake.store(order, processedAt, sentAt);
    }
}
