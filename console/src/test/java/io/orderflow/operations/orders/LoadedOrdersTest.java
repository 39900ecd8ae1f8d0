package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.StoredOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoadedOrdersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    @Test
    void keepsEachOrderInItsNewestWritingNewestFirstWhateverTheOrderOfArrival() {
        var random = new Random(42);
        var loaded = new LoadedOrders(1_000);
        Map<String, OrderRow> expected = new HashMap<>();
        for (int round = 0; round < 200; round++) {
            List<OrderRow> come = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                OrderRow row = row("O" + random.nextInt(80), random.nextInt(10_000), OrderStatus.NEW);
                come.add(row);
                expected.merge(row.orderId(), row, OrderRow::newer);
            }
            loaded.merge(come, any -> true);
        }

        assertThat(loaded.rows()).isSortedAccordingTo(OrderRow.NEWEST_FIRST);
        assertThat(loaded.rows()).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @Test
    void tellsWhatIsNewOrChangedAndLetsGoWhatNoLongerPasses() {
        var loaded = new LoadedOrders(1_000);
        loaded.merge(List.of(row("O1", 10, OrderStatus.NEW), row("O2", 20, OrderStatus.NEW)), any -> true);
        List<OrderRow> given = loaded.rows();

        var ids = loaded.merge(
                List.of(
                        row("O1", 10, OrderStatus.NEW), // as it was
                        row("O2", 30, OrderStatus.SHIPPED),
                        row("O3", 5, OrderStatus.NEW),
                        row("O4", 7, OrderStatus.SHIPPED)),
                row -> row.status() == OrderStatus.NEW);

        assertThat(ids).containsExactly("O3");
        assertThat(loaded.rows()).extracting(OrderRow::orderId).containsExactly("O1", "O3");
        assertThat(given).extracting(OrderRow::orderId).containsExactly("O2", "O1");
    }

    @Test
    void keepsTheNewestOnesAndSaysThatOthersWent() {
        var loaded = new LoadedOrders(3);
        for (int i = 0; i < 5; i++) {
            loaded.merge(List.of(row("O" + i, i, OrderStatus.NEW)), any -> true);
        }

        assertThat(loaded.rows()).extracting(OrderRow::orderId).containsExactly("O4", "O3", "O2");
        assertThat(loaded.cut()).isTrue();
    }

    private static OrderRow row(String id, int second, OrderStatus status) {
        var order = new Order(id, "U1", "Laptop", 1, status, NOW);
        return OrderRow.of(new StoredOrder(order, NOW.plusSeconds(second), null));
    }
}
