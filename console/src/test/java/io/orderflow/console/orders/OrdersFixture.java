package io.orderflow.console.orders;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The newest orders as the window shows them, over a table in memory. */
abstract class OrdersFixture {
    final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    final FakeOrderTable table = new FakeOrderTable();
    final FakeMonitor monitor = new FakeMonitor();
    final DirectTaskRunner runner = new DirectTaskRunner();
    final OrdersViewModel model = model(runner);

    final OrdersViewModel model(TaskRunner taskRunner) {
        return new OrdersViewModel(
                new OrderTools(table, List.of(), new DirectExecutor()),
                monitor,
                taskRunner,
                clock,
                Duration.ofSeconds(1),
                ZoneOffset.UTC,
                Memory.ofThisProcess());
    }

    final void store(String id) {
        table.store(order(id, OrderStatus.NEW), clock.instant());
    }

    final Order order(String id, OrderStatus status) {
        return new Order(id, "U1", "Laptop", 1, status, clock.instant());
    }

    final List<String> ids() {
        return ids(model);
    }

    static List<String> ids(OrdersViewModel model) {
        return model.rowsProperty().get().stream().map(OrderRow::orderId).toList();
    }
}
