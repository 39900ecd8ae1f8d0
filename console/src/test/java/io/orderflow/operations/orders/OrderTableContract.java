package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderChanges.Changes;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link OrderTable} does. Each test begins with an empty table. */
public abstract class OrderTableContract {
    /** Shortly after midnight, so that reading looks at two days. */
    protected static final Instant NOW = Instant.parse("2026-11-22T00:00:03Z");

    protected final MutableClock clock = new MutableClock(NOW);

    protected abstract OrderTable orders();

    /** Puts a row as the consumer would, one of an older version where there is no time of sending. */
    protected abstract void store(Order order, Instant processedAt, Instant sentAt);

    /** Puts a row that another wrote: status "lost", a quantity of 1.5, a list, no times. */
    protected abstract void storeOdd(String orderId);

    /** A row that somebody else wrote into a partition of recent-orders, with such a time of storing. */
    protected abstract void storeAt(Order order, String processedAt, String dayShard);

    private void store(Order order, Instant processedAt) {
        store(order, processedAt, null);
    }

    @Test
    void newestComesFirstAcrossMidnightAndShardsAPageAtATime() throws Exception {
        for (int n = 0; n < 40; n++) {
            store(order("O" + n, "U1", OrderStatus.NEW), NOW.minusSeconds(n));
        }
        OrderSearch search = search("", false);

        assertThat(ids(look(search, 5))).containsExactly("O0", "O1", "O2", "O3", "O4");
        assertThat(ids(look(search, 5))).containsExactly("O5", "O6", "O7", "O8", "O9");
        assertThat(ids(look(search, 100))).hasSize(30).startsWith("O10").endsWith("O39");
        assertThat(search.readUnits()).isPositive();
    }

    @Test
    void rowsTellHowLongTheyTookWhereTheirConsumerWroteIt() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW, NOW.minusMillis(18));
        store(order("O2", "U1", OrderStatus.NEW), NOW.minusSeconds(1), null);

        assertThat(look(search("", false), 10).rows())
                .extracting(OrderRow::sentAt, OrderRow::storedAfter)
                .containsExactly(tuple(NOW.minusMillis(18), Duration.ofMillis(18)), tuple(null, null));
    }

    @Test
    void aSpanOfStoringIsReadAlone() throws Exception {
        for (int day = 0; day < 20; day++) {
            store(
                    order("O" + day, "U1", OrderStatus.NEW),
                    NOW.minus(Duration.ofDays(day)).minusSeconds(10));
        }

        assertThat(ids(look(search("stored:2026-11-15Z", false), 100))).containsExactly("O6");
        assertThat(ids(look(search("stored<3d", false), 100))).containsExactly("O0", "O1", "O2");
        OrderSearch older = search("stored>17d stored<19d", false);
        assertThat(ids(look(older, 100))).containsExactly("O17", "O18");
        assertThat(older.seen()).isLessThan(5);
        assertThat(ids(look(search("stored>3d stored<2d", false), 100))).isEmpty();
    }

    @Test
    void theOrdersOfAUserComeNewestTimestampFirst() throws Exception {
        for (int n = 0; n < 10; n++) {
            Instant at = NOW.minusSeconds(n * 100L);
            store(new Order("O" + n, n % 2 == 0 ? "U1" : "U2", "Item", 1, OrderStatus.NEW, at), NOW);
        }
        store(order("X", "U3", OrderStatus.NEW), NOW);

        assertThat(ids(look(search("user:U1", false), 100))).containsExactly("O0", "O2", "O4", "O6", "O8");
        assertThat(ids(look(search("user:U1,U2", false), 4))).startsWith("O0", "O1", "O2", "O3");
    }

    @Test
    void ordersByTheirIdsHoweverMany() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW);
        store(order("O2", "U1", OrderStatus.NEW), NOW.minus(Duration.ofDays(500)));

        assertThat(ids(look(search("id:O1,O2,O3", false), 10))).containsExactlyInAnyOrder("O1", "O2");
    }

    @Test
    void aRowThatOthersWroteIsShownAndHidesNoOther() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW);
        storeOdd("X1");

        OrderSearch scan = search("", true);
        List<OrderRow> rows = look(scan, 100).rows();
        assertThat(rows).extracting(OrderRow::orderId).containsExactlyInAnyOrder("O1", "X1");
        OrderRow odd = rows.stream()
                .filter(row -> row.orderId().equals("X1"))
                .findFirst()
                .orElseThrow();
        assertThat(odd.order()).isEmpty();
        assertThat(odd.faults()).isNotEmpty();
        assertThat(odd.statusText()).isEqualTo("lost");
        assertThat(odd.text("quantity")).isEqualTo("1.5");
        assertThat(odd.processedAt()).isNull();
        TableSize size = orders().size();
        assertThat(size.items()).isEqualTo(2);
        assertThat(scan.complete(OrderSearch.Stop.ALL_READ, size)).isTrue();
        assertThat(search("", false).outside(size)).isEqualTo(1);
    }

    /** In the index it lies where its text is in the order of texts, whatever time that is. */
    @Test
    void aRowWithAStrangeTimeHoldsNoOtherBack() throws Exception {
        for (int i = 0; i < 40; i++) {
            store(order("O" + i, "U1", OrderStatus.NEW), NOW.minusSeconds(i));
        }
        List<String> shards = OrdersTable.dayShards(OrdersTable.day(NOW), orders().shards());
        storeAt(order("X1", "U1", OrderStatus.NEW), "not a time", shards.get(0));
        String local = OrderTimestamp.format(NOW.plusSeconds(1)).replace("Z", "+02:00");
        storeAt(order("X2", "U1", OrderStatus.NEW), local, shards.get(1));

        List<OrderRow> rows = look(search("", false), 10).rows();

        assertThat(rows)
                .extracting(OrderRow::orderId)
                .containsExactly("X1", "X2", "O0", "O1", "O2", "O3", "O4", "O5", "O6", "O7");
    }

    @Test
    void oneRowIsReadWithAllItsAttributes() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW, NOW.minusMillis(18));

        assertThat(orders().item("O1").orElseThrow())
                .containsKeys("orderId", "userId", "itemName", "quantity", "status", "timestamp", "eventHash")
                .hasEntrySatisfying("quantity", value -> assertThat(value.type() + value.text())
                        .isEqualTo("N2"));
        assertThat(orders().item("O404")).isEmpty();
    }

    @Test
    void whatChangedSinceIsFoundAndARowThatCameLateIsNotMissed() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW.minus(Duration.ofMinutes(10)));
        var changes = new OrderChanges(orders(), clock);
        ReadMark mark = changes.now();
        clock.advance(Duration.ofSeconds(1));
        store(order("O2", "U1", OrderStatus.NEW), clock.instant());
        store(order("LATE", "U1", OrderStatus.NEW), NOW.minusSeconds(2));

        assertThat(changes.since(mark, 10).rows())
                .extracting(OrderRow::orderId)
                .contains("O2", "LATE")
                .doesNotContain("O1");
    }

    @Test
    void whatCameMinutesLateIsFoundByALookForIt() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW.minus(Duration.ofMinutes(10)));
        var changes = new OrderChanges(orders(), clock);
        store(order("O2", "U1", OrderStatus.NEW), NOW);
        ReadMark mark = changes.since(changes.now(), 10).mark();
        store(order("LATE", "U1", OrderStatus.NEW), NOW.minus(Duration.ofMinutes(4)));

        assertThat(changes.since(mark, 10).rows()).extracting(OrderRow::orderId).doesNotContain("LATE");
        assertThat(changes.late(null, 10).rows())
                .extracting(OrderRow::orderId)
                .contains("O2", "LATE")
                .doesNotContain("O1");
    }

    @Test
    void anOrderThatWasReplacedIsToldOnceAsItIsNow() throws Exception {
        store(order("O1", "U1", OrderStatus.NEW), NOW.minusSeconds(2));
        var changes = new OrderChanges(orders(), clock);
        ReadMark mark = changes.now();
        clock.advance(Duration.ofSeconds(1));
        store(order("O1", "U1", OrderStatus.SHIPPED), clock.instant());

        Changes changed = changes.since(mark, 10);

        assertThat(changed.rows())
                .extracting(OrderRow::orderId, OrderRow::status)
                .containsExactly(tuple("O1", OrderStatus.SHIPPED));
    }

    protected OrderSearch search(String line, boolean scan) throws Exception {
        Filter filter = OrderRow.KEYS.parse(line, ZoneOffset.UTC);
        return new OrderSearch(
                orders(), OrderPlan.of(filter, NOW, scan), filter, clock.instant(), new DirectExecutor());
    }

    private static Look look(OrderSearch search, int wanted) throws Exception {
        return search.look(wanted, 1_000, new OrderSearch.Watcher() {});
    }

    private static List<String> ids(Look look) {
        return look.rows().stream().map(OrderRow::orderId).toList();
    }

    protected static Order order(String id, String user, OrderStatus status) {
        return new Order(id, user, "Laptop 15\"", 2, status, Instant.parse("2026-11-21T12:00:00Z"));
    }
}
