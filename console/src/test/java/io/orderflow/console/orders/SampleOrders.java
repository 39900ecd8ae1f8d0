package io.orderflow.console.orders;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;

/** Opens the dialogs of the Orders tab over orders in memory. */
public final class SampleOrders {
    private SampleOrders() {}

    /** What compares two orders. */
    public static Node compare(Texts texts) {
        var table = new FakeOrderTable();
        Instant at = SampleData.NOW;
        table.store(new Order("ORD-7F3K9398", "U134", "Desk lamp", 1, OrderStatus.NEW, at), at.plusMillis(61), at);
        table.store(
                new Order(
                        "ORD-7F3K9397-of-a-shop-with-long-ids",
                        "U134",
                        "Noise-cancelling headset with a boom microphone, two cables and a case for travelling",
                        12,
                        OrderStatus.SHIPPED,
                        at.minusSeconds(300)),
                at.minusSeconds(299));
        var model = new OrderCompareViewModel(table, new DirectTaskRunner(), texts);
        model.selectedProperty().set(List.of("ORD-7F3K9398", "ORD-7F3K9397-of-a-shop-with-long-ids"));
        return button("orders-compare", owner -> CompareDialog.show(owner, model, texts));
    }

    /** What asks before a scan. */
    public static Node scan(Texts texts) {
        var size = new TableSize(1_234_567, 246_913_400, 1_234_000L, 1_234_000L, false);
        return button("orders-scan", owner -> ScanDialog.ask(owner, size, texts, units -> {}));
    }

    private static Node button(String id, Consumer<Window> act) {
        var button = new Button(id);
        button.setId(id);
        button.setOnAction(event -> act.accept(button.getScene().getWindow()));
        return button;
    }
}
