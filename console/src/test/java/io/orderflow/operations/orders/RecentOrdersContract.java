package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.console.MutableClock;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link RecentOrders} does. Each test begins with an empty table. */
public abstract class RecentOrdersContract {
    /** Shortly after midnight, so that reading looks at two days. */
    protected static final Instant NOW = Instant.parse("2026-11-22T00:00:03Z");

    protected final MutableClock clock = new MutableClock(NOW);

    protected abstract RecentOrders orders();

    /** Puts a row as the consumer would, one of an older version where there is no time of sending. */
    protected abstract void store(Order order, Instant processedAt, Instant sentAt);

    private void store(Order order, Instant processedAt) {
        store(order, processedAt, null);
    }

    @Test
    void newestComesFirstAcrossMidnightAndShards() throws Exception {
        for (int n = 0; n < 12; n++) {
            store(order("O" + n, OrderStatus.NEW), NOW.minusSeconds(n));
        }

        RecentPage page = orders().newest(10, RecentOrders.DEFAULT_DAYS);

        assertThat(ids(page)).containsExactly("O0", "O1", "O2", "O3", "O4", "O5", "O6", "O7", "O8", "O9");
        assertThat(page.rows().get(0).processedAt()).isEqualTo(NOW);
        assertThat(page.rows().get(0).order()).isEqualTo(order("O0", OrderStatus.NEW));
    }

    @Test
    void rowsTellHowLongTheyTookWhereTheirConsumerWroteIt() throws Exception {
        store(order("O1", OrderStatus.NEW), NOW, NOW.minusMillis(18));
        store(order("O2", OrderStatus.NEW), NOW.minusSeconds(1), null);

        assertThat(orders().newest(10, RecentOrders.DEFAULT_DAYS).rows())
                .extracting(StoredOrder::sentAt, StoredOrder::storedAfter)
                .containsExactly(tuple(NOW.minusMillis(18), Duration.ofMillis(18)), tuple(null, null));
    }

    @Test
    void anEmptyTableIsAnEmptyPage() throws Exception {
        assertThat(orders().newest(10, RecentOrders.DEFAULT_DAYS).rows()).isEmpty();
    }

    @Test
    void looksBackNoFurtherThanAsked() throws Exception {
        store(order("OLD", OrderStatus.NEW), NOW.minus(Duration.ofDays(9)));
        store(order("YOUNG", OrderStatus.NEW), NOW.minus(Duration.ofDays(2)));

        assertThat(ids(orders().newest(10, RecentOrders.DEFAULT_DAYS))).containsExactly("YOUNG");
        assertThat(ids(orders().newest(10, 10))).containsExactly("YOUNG", "OLD");
    }

    @Test
    void whatChangedSinceIsFoundAndARowThatCameLateIsNotMissed() throws Exception {
        store(order("O1", OrderStatus.NEW), NOW.minus(Duration.ofMinutes(10)));
        RecentPage first = orders().newest(10, RecentOrders.DEFAULT_DAYS);
        clock.advance(Duration.ofSeconds(1));
        store(order("O2", OrderStatus.NEW), clock.instant());
        store(order("LATE", OrderStatus.NEW), NOW.minusSeconds(2));

        RecentPage changed = orders().changedSince(first.mark(), 10);

        assertThat(ids(changed)).contains("O2", "LATE").doesNotContain("O1");
    }

    @Test
    void anOrderThatWasReplacedIsShownOnceAsItIsNow() throws Exception {
        store(order("O1", OrderStatus.NEW), NOW.minusSeconds(2));
        RecentPage first = orders().newest(10, RecentOrders.DEFAULT_DAYS);
        clock.advance(Duration.ofSeconds(1));
        store(order("O1", OrderStatus.SHIPPED), clock.instant());

        RecentPage changed = orders().changedSince(first.mark(), 10);

        assertThat(ids(changed)).containsExactly("O1");
        assertThat(changed.rows().get(0).order().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    private static List<String> ids(RecentPage page) {
        return page.rows().stream().map(row -> row.order().orderId()).toList();
    }

    private static Order order(String id, OrderStatus status) {
        return new Order(id, "U1", "Laptop 15\"", 2, status, Instant.parse("2026-11-21T12:00:00Z"));
    }
}
