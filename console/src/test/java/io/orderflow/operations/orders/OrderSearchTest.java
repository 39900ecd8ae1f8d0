package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderSearchTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:30:00Z");
    private static final Watcher NOBODY = new Watcher() {};

    private final FakeOrderTable table = new FakeOrderTable();

    @Test
    void theNewestComeFirstAcrossMidnightAndShardsAtACostThatFollowsThem() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            store("O" + i, NOW.minusSeconds(i));
        }
        OrderSearch search = search("", false);

        Look look = search.look(200, 1_000, NOBODY);

        assertThat(look.stop()).isEqualTo(Stop.ENOUGH);
        assertThat(look.rows()).hasSize(200);
        assertThat(ids(look)).startsWith("O0", "O1", "O2").endsWith("O199");
        assertThat(search.seen()).isEqualTo(200);
        assertThat(search.readUnits()).as("what is read of the 3,000").isLessThan(200);
        assertThat(ids(search.look(2, 1_000, NOBODY))).containsExactly("O200", "O201");
    }

    @Test
    void stopsToAskAfterSevenDaysWithoutARowAndThenGoesFurther() throws Exception {
        store("NEAR", NOW.minus(Duration.ofDays(2)));
        store("FAR", NOW.minus(Duration.ofDays(20)));
        OrderSearch search = search("", false);

        Look look = search.look(200, 1_000, NOBODY);

        assertThat(ids(look)).containsExactly("NEAR");
        assertThat(look.stop()).isEqualTo(Stop.EMPTY_DAYS);
        assertThat(look.empty())
                .isEqualTo(new OrderCursor.EmptyDays(LocalDate.parse("2026-11-13"), LocalDate.parse("2026-11-19")));
        assertThat(search.complete(look.stop(), table.size())).isFalse();
        Look further = search.look(200, 1_000, NOBODY);
        assertThat(ids(further)).containsExactly("FAR");
        assertThat(search.complete(further.stop(), table.size()))
                .as("the table has no more")
                .isTrue();
        table.countsSeldom();
        assertThat(search.complete(further.stop(), table.size()))
                .as("an old count proves nothing")
                .isFalse();
    }

    @Test
    void goesAsFarAsItWasToldWithoutAsking() throws Exception {
        store("FAR", NOW.minus(Duration.ofDays(20)));
        store("FARTHER", NOW.minus(Duration.ofDays(40)));

        OrderSearch search = search("stored<30d", false);
        Look look = search.look(200, 1_000, NOBODY);

        assertThat(ids(look)).containsExactly("FAR");
        assertThat(look.stop()).isEqualTo(Stop.ALL_READ);
        assertThat(search.complete(look.stop(), table.size())).isTrue();
    }

    @Test
    void picksTheCheapestWay() {
        assertThat(plan("id:O1,O2 status:new", true)).isEqualTo(new OrderPlan.ById(List.of("O1", "O2")));
        assertThat(plan("user:U1 item~x", false)).isEqualTo(new OrderPlan.ByUser(List.of("U1")));
        assertThat(plan("-user:U1", false)).isInstanceOf(OrderPlan.Recent.class);
        assertThat(plan("user~U1", false)).isInstanceOf(OrderPlan.Recent.class);
        assertThat(plan("status:new", true)).isEqualTo(new OrderPlan.Scan());
        assertThat(((OrderPlan.Recent) plan("after:2026-11-20T00:00Z", false))
                        .stored()
                        .from())
                .isEqualTo("2026-11-18T23:00:00Z");
    }

    @Test
    void aBudgetStopsItAndACancelToo() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            store("O" + i, NOW.minusSeconds(i));
        }
        OrderSearch search = search("item:none", false);

        Look look = search.look(10, 500, NOBODY);

        assertThat(look.stop()).isEqualTo(Stop.BUDGET);
        assertThat(search.readUnits()).isBetween(500.0, 600.0);
        Look cancelled = search("", true).look(10, 500, new Watcher() {
            @Override
            public boolean cancelled() {
                return true;
            }
        });
        assertThat(cancelled.stop()).isEqualTo(Stop.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "user:U1, false",
        "user:U404, false",
        "'id:O1,O2,O3,O404,O405,O406,O407', false",
        "stored<90d, false",
        "item:none, true"
    })
    void noRequestIsMadeThatCanOnlyExceedTheBudget(String line, boolean scan) throws Exception {
        for (int i = 0; i < 9; i++) {
            store("O" + i, NOW.minusSeconds(i));
        }
        table.pagesOf(1);
        for (double budget : new double[] {0.1, 0.5, 2.7, 3}) {
            table.calls.clear();
            OrderSearch search = search(line, scan);

            Look look = search.look(200, budget, NOBODY);

            assertThat(search.readUnits()).isLessThanOrEqualTo(budget);
            if (!line.contains("404") || line.startsWith("id")) {
                assertThat(look.stop()).isEqualTo(Stop.BUDGET);
                assertThat(search.readUnits()).isGreaterThan(budget - 0.5);
                assertThat(search.complete(look.stop(), table.size())).isFalse();
            }
            Look rest = search.look(200, 1_000, NOBODY);
            assertThat(rest.stop()).isNotEqualTo(Stop.BUDGET);
            assertThat(look.rows().size() + rest.rows().size())
                    .as("nothing is lost where it goes on")
                    .isEqualTo(table.rows().stream()
                            .filter(OrderRow.KEYS.passing(filter(line), NOW))
                            .count());
        }
    }

    @Test
    void aPageOfAScanAloneExceedsTheBudget() throws Exception {
        for (int i = 0; i < 4_000; i++) {
            store("O" + i, NOW.minusSeconds(i));
        }
        OrderSearch search = search("item:none", true);

        assertThat(search.look(10, 1, NOBODY).stop()).isEqualTo(Stop.BUDGET);

        assertThat(table.calls).containsExactly("scan 0");
        assertThat(search.readUnits()).isBetween(450.0, 550.0);
    }

    @Test
    void aScanOfAFewRowsIsPricedAsItWillCost() throws Exception {
        for (int i = 0; i < 3; i++) {
            store("O" + i, NOW);
        }
        OrderSearch search = search("", true);
        var unused = search.look(10, 1_000, NOBODY);
        assertThat(search.readUnits()).isEqualTo(table.size().scanUnits()).isEqualTo(2);
    }

    @Test
    void aCancelStopsALongWalkBetweenItsRequests() throws Exception {
        OrderSearch search = search("stored<3650d", false);

        Look look = search.look(10, 1e9, new Watcher() {
            @Override
            public boolean cancelled() {
                return table.calls.size() == 9;
            }
        });

        assertThat(look.stop()).isEqualTo(Stop.CANCELLED);
        assertThat(table.calls).hasSize(9);
    }

    @Test
    void rowsThatOthersWroteAreFoundByAScanAndCountedAsLeftOutOtherwise() throws Exception {
        store("O1", NOW);
        table.put(OrderRow.odd(
                "X1",
                Map.of("orderId", "X1", "status", "lost", "quantity", "1.5"),
                List.of(new OrderFault("quantity", OrderRule.NOT_AN_INTEGER, List.of("1", "1000000"), "1.5")),
                null,
                null,
                null));

        OrderSearch recent = search("", false);
        Look look = recent.look(200, 1_000, NOBODY);
        assertThat(ids(look)).containsExactly("O1");
        assertThat(recent.outside(table.size())).isEqualTo(1);
        assertThat(recent.complete(look.stop(), table.size())).isFalse();

        OrderSearch scan = search("", true);
        Look all = scan.look(Integer.MAX_VALUE, 1_000, NOBODY);
        assertThat(ids(all)).containsExactlyInAnyOrder("O1", "X1");
        assertThat(scan.complete(all.stop(), table.size())).isTrue();
        assertThat(all.rows().stream()
                        .filter(row -> row.orderId().equals("X1"))
                        .findFirst()
                        .orElseThrow()
                        .fields())
                .containsEntry("status", "lost")
                .containsEntry("quantity", "1.5")
                .containsEntry("userId", null);
    }

    @Test
    void whatOthersWroteCanBeAskedForAndWhatCannotBeComparedIsCounted() throws Exception {
        store("O1", NOW);
        odd("LOST", "LOST", "-5", NOW);
        odd("HUGE", "new", "1E20", NOW);
        odd("NONE", "new", "many", null);

        assertThat(found("status:lost")).containsExactly("LOST");
        assertThat(found("-status:LOST")).containsExactlyInAnyOrder("O1", "HUGE", "NONE");
        assertThat(found("qty<0")).containsExactly("LOST");
        assertThat(found("qty>=1")).containsExactlyInAnyOrder("O1", "HUGE");
        assertThat(found("qty:100000000000000000000")).containsExactly("HUGE");
        assertThat(uncompared("qty>=1")).isEqualTo(Map.of("quantity", 1));
        assertThat(uncompared("after:2020-01-01")).isEqualTo(Map.of("timestamp", 1));
        assertThat(uncompared("after:2020-01-01 qty>=1")).hasSize(1);
        assertThat(uncompared("after:2020-01-01 status:shipped")).isEmpty();
        assertThat(uncompared("-after:2020-01-01")).isEmpty();
    }

    private void odd(String id, String status, String quantity, Instant time) {
        table.put(OrderRow.odd(
                id,
                Map.of("orderId", id, "status", status, "quantity", quantity, "timestamp", "yesterday"),
                List.of(new OrderFault("quantity", OrderRule.NOT_AN_INTEGER, List.of("1", "1000000"), quantity)),
                time,
                NOW,
                null));
    }

    private List<String> found(String line) throws Exception {
        return ids(search(line, true).look(100, 1_000, NOBODY));
    }

    private Map<String, Integer> uncompared(String line) throws Exception {
        OrderSearch search = search(line, false);
        var unused = search.look(100, 1_000, NOBODY);
        return search.uncompared();
    }

    /** The plan leaves nothing out, and takes nothing in. */
    @Property(tries = 300)
    void findsWhatAFilterOverAllRowsFinds(@ForAll("tables") List<Order> orders, @ForAll("lines") String line)
            throws Exception {
        var filled = new FakeOrderTable();
        filled.pagesOf(7);
        for (int i = 0; i < orders.size(); i++) {
            Instant stored = orders.get(i).timestamp().plusSeconds(3_600L * (i % 40) - 23 * 3_600L);
            filled.store(orders.get(i), stored.isAfter(NOW) ? NOW : stored);
        }
        Filter filter = OrderRow.KEYS.parse(line, ZoneOffset.UTC);
        Set<String> wanted = filled.rows().stream()
                .filter(OrderRow.KEYS.passing(filter, NOW))
                .map(OrderRow::orderId)
                .collect(Collectors.toSet());

        for (boolean scan : new boolean[] {false, true}) {
            var search = new OrderSearch(filled, OrderPlan.of(filter, NOW, scan), filter, NOW, new DirectExecutor());
            Set<String> found = new java.util.HashSet<>();
            Look look;
            do {
                look = search.look(5, 1e9, NOBODY);
                found.addAll(ids(look));
            } while (look.stop() != Stop.ALL_READ && !search.complete(look.stop(), filled.size()));
            assertThat(found).isEqualTo(wanted);
        }
    }

    @Provide
    Arbitrary<List<Order>> tables() {
        Arbitrary<Order> order = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("U1", "U2", "u1", "U 3"),
                        Arbitraries.of("Laptop", "lamp", "Lap top", "=1+1"),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(OrderStatus.class),
                        Arbitraries.longs().between(0, 60L * 24 * 3_600_000))
                .as((id, user, item, quantity, status, ago) ->
                        new Order("O" + id, user, item, quantity, status, NOW.minusMillis(ago)));
        return order.list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "",
                        "user:U1",
                        "user:U1,u1",
                        "-user:U1",
                        "user~u",
                        "id:O1,O2,O3",
                        "-id:O1",
                        "id~1",
                        "status:new,shipped",
                        "-status:new",
                        "qty>=5",
                        "qty<3",
                        "item~lap",
                        "item:Laptop",
                        "after:2026-11-01",
                        "before:2026-11-10",
                        "-after:2026-11-10",
                        "stored>10d",
                        "stored<20d",
                        "stored:2026-11-11",
                        "-stored:2026-11-11",
                        "lamp")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(terms -> String.join(" ", terms));
    }

    private static OrderPlan plan(String line, boolean scan) {
        return OrderPlan.of(filter(line), NOW, scan);
    }

    private OrderSearch search(String line, boolean scan) {
        return new OrderSearch(table, plan(line, scan), filter(line), NOW, new DirectExecutor());
    }

    private static Filter filter(String line) {
        try {
            return OrderRow.KEYS.parse(line, ZoneOffset.UTC);
        } catch (Exception e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private void store(String id, Instant processedAt) {
        table.store(new Order(id, "U1", "Laptop", 1, OrderStatus.NEW, processedAt), processedAt);
    }

    private static List<String> ids(Look look) {
        return look.rows().stream().map(OrderRow::orderId).toList();
    }
}
