package io.orderflow.operations.orders;

import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class FakeOrderTableTest extends OrderTableContract {
    private final FakeOrderTable fake = new FakeOrderTable();

    @Override
    protected OrderTable orders() {
        return fake;
    }

    @Override
    protected void store(Order order, Instant processedAt, Instant sentAt) {
        fake.store(order, processedAt, sentAt);
    }

    @Override
    protected void storeAt(Order order, String processedAt, String dayShard) {
        fake.store(order, processedAt, dayShard);
    }

    @Override
    protected void storeOdd(String orderId) {
        fake.put(OrderRow.odd(
                orderId,
                Map.of("orderId", orderId, "status", "lost", "quantity", "1.5"),
                List.of(new OrderFault("quantity", OrderRule.NOT_AN_INTEGER, List.of("1", "1000000"), "1.5")),
                null,
                null,
                null));
    }
}
