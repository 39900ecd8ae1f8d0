package io.orderflow.console.orderentry;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.Node;

/** Orders whose status is to be changed, over a table in memory. */
public final class SampleStatus {
    private static final OrderStatus[] ALL = OrderStatus.values();

    private SampleStatus() {}

    /**
     * What opens the dialog.
     *
     * @param differ whether some of the orders are not what is shown
     */
    public static Node button(int count, boolean differ, Texts texts) {
        var clock = new MutableClock(SampleData.NOW);
        var table = new FakeOrderTable();
        List<ShownOrder> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var order = order(i, i % 3 == 0 ? OrderStatus.NEW : ALL[i * 5 % ALL.length], 1);
            table.store(order, clock.instant());
            shown.add(new ShownOrder(
                    order.orderId(),
                    order.userId(),
                    order.itemName(),
                    "1",
                    order.status().name(),
                    order.timestamp(),
                    true));
        }
        if (differ) {
            table.store(order(1, OrderStatus.CANCELLED, 12), clock.instant());
            table.store(order(4, OrderStatus.PROCESSING, 1), clock.instant());
            table.delete(order(2, OrderStatus.NEW, 1).orderId());
        }
        shown.add(new ShownOrder("ORD-OLD-SHOP-1", "U1", null, "1", "packed", null, false));
        var faults = new FaultTexts(texts);
        var words = new StatusWords(texts, faults);
        var changes = new StatusChanges(new FakePlacing(order -> "m", table).tools(), clock);
        var model = new StatusChangesViewModel(changes, new DirectTaskRunner(), SampleJobs.jobs(), words);
        return new ActionButton(
                StatusAction.of(
                        model,
                        () -> shown,
                        new SimpleIntegerProperty(shown.size()),
                        Protection.NONE,
                        line -> "orderflow " + String.join(" ", line),
                        words,
                        texts,
                        faults),
                texts);
    }

    private static Order order(int i, OrderStatus status, int quantity) {
        return new Order(
                "ORD-7F3K" + (9398 - i), "U134", "Desk lamp", quantity, status, SampleData.NOW.minusSeconds(60));
    }
}
