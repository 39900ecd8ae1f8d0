package io.orderflow.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.JourneySource.Part;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.StoredOrder;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.junit.jupiter.api.Test;

class OrderDetailsViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:06:20Z");

    private final FakeOrderTable table = new FakeOrderTable();
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final ReadOnlyObjectWrapper<OrderRow> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper absent = new ReadOnlyStringWrapper("");
    private final OrderDetailsViewModel details = new OrderDetailsViewModel(
            new OrderTools(table, List.of(OrderDetailsViewModelTest::died), new DirectExecutor()),
            runner,
            selected.getReadOnlyProperty(),
            absent.getReadOnlyProperty());

    private static Part died(String orderId, Instant since) {
        JourneyStep step = new JourneyStep(NOW, Kind.DEAD_LETTERED, "snapshot", "message of " + orderId, null);
        return new Part(List.of(step), List.of(), null);
    }

    private OrderRow row(String id) {
        Order order = new Order(id, "U1", "Lamp", 1, OrderStatus.NEW, NOW);
        table.store(order, NOW, NOW);
        return OrderRow.of(new StoredOrder(order, NOW, NOW));
    }

    @Test
    void anOrderWithoutARowHasItsJourneyToo() {
        absent.set("BAD1");
        runner.fireLater();

        assertThat(details.journeyProperty().get().orderId()).isEqualTo("BAD1");
        assertThat(details.journeyProperty().get().row()).isNull();
        assertThat(details.journeyProperty().get().steps())
                .extracting(JourneyStep::detail)
                .containsExactly("message of BAD1");

        absent.set("");
        assertThat(details.journeyProperty().get()).isNull();
        assertThat(details.readingProperty().get()).isFalse();
    }

    @Test
    void aRowThatComesTakesThePlaceOfTheOrderThatWasNotThere() {
        absent.set("O1");
        runner.fireLater();
        selected.set(row("O1"));
        absent.set("");
        runner.fireLater();

        assertThat(details.journeyProperty().get().orderId()).isEqualTo("O1");
        assertThat(details.journeyProperty().get().row()).isNotNull();
    }
}
