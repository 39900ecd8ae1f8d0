package io.orderflow.operations.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Result;
import io.orderflow.operations.entry.StatusChanges.Why;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusChangesTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00.123456Z"));
    private final FakeOrderTable table = new FakeOrderTable();
    private final List<Order> published = new ArrayList<>();
    private OrderPublisher publisher = order -> {
        published.add(order);
        return "message-" + published.size();
    };
    private final FakePlacing placing = new FakePlacing(order -> publisher.publish(order), table);
    private final StatusChanges changes = new StatusChanges(placing.tools(), clock);

    @Test
    void nothingIsPublishedThatNobodyWouldKeep() {
        store("O1", OrderStatus.NEW, clock.instant());
        placing.troubles.add(OrderPath.Trouble.NOT_SUBSCRIBED);
        assertThatThrownBy(() ->
                        changes.publish(List.of("O1"), changes.look(List.of("O1")), OrderStatus.SHIPPED, Progress.NONE))
                .hasMessageContaining("nothing was published");
        assertThat(published).isEmpty();
    }

    @Test
    void anEventHasTheRowsValuesAndIsNewerThanTheRow() throws Exception {
        Instant ahead = clock.instant().plusSeconds(60);
        store("O1", OrderStatus.NEW, ahead);
        store("O2", OrderStatus.PROCESSING, clock.instant().minusSeconds(9));
        List<String> ids = List.of("O1", "O2", "O1");

        Result result = changes.publish(ids, changes.look(ids), OrderStatus.SHIPPED, Progress.NONE);

        assertThat(published)
                .extracting(Order::orderId, Order::userId, Order::quantity, Order::status, Order::timestamp)
                .containsExactly(
                        tuple("O1", "U1", 3, OrderStatus.SHIPPED, Instant.parse("2026-11-22T14:01:00.124Z")),
                        tuple("O2", "U1", 3, OrderStatus.SHIPPED, Instant.parse("2026-11-22T14:00:00.123Z")));
        assertThat(result.leftOut()).isEmpty();
        assertThat(result.published().get(1).from()).isEqualTo("PROCESSING");
        assertThat(result.published().get(1).publishId()).isEqualTo("message-2");
    }

    @Test
    void whatIsNotAsShownIsLeftOut() throws Exception {
        for (String id : List.of("same", "status", "quantity", "time", "deleted", "new", "odd")) {
            store(id, OrderStatus.NEW, clock.instant());
        }
        List<String> ids = List.of("same", "status", "quantity", "time", "deleted", "new", "odd");
        Map<String, ShownOrder> shown = changes.look(ids.subList(0, 5));
        store("status", OrderStatus.CANCELLED, clock.instant());
        table.store(new Order("quantity", "U1", "Lamp", 4, OrderStatus.NEW, clock.instant()), clock.instant());
        store("time", OrderStatus.NEW, clock.instant().plusMillis(1));
        table.delete("deleted");
        odd("odd");

        Result result = changes.publish(ids, shown, OrderStatus.SHIPPED, Progress.NONE);

        assertThat(published).extracting(Order::orderId).containsExactly("same");
        assertThat(result.leftOut())
                .extracting(LeftOut::orderId, LeftOut::why, LeftOut::now)
                .containsExactly(
                        tuple("status", Why.DIFFERS, "CANCELLED"),
                        tuple("quantity", Why.DIFFERS, "NEW"),
                        tuple("time", Why.DIFFERS, "NEW"),
                        tuple("deleted", Why.NOT_THERE, null),
                        tuple("new", Why.DIFFERS, "NEW"),
                        tuple("odd", Why.NO_ORDER, null));
        assertThat(result.leftOut().get(5).cause()).hasMessageContaining("quantity");
    }

    @Test
    void aRowIsTheSameInWhateverFormItIsKept() {
        Instant at = Instant.parse("2026-11-22T14:00:00Z");
        var one = new ShownOrder("O1", "U1", "Lamp", "3", "shipped", at, true);
        var other = new ShownOrder("O1", "U1", "Lamp", "3", "SHIPPED", at, true);
        assertThat(one).isEqualTo(other);
        assertThat(one.differences(new ShownOrder("O1", "U1", null, "4", "SHIPPED", at, true)))
                .extracting(ShownOrder.Difference::attribute)
                .containsExactly("itemName", "quantity");
    }

    @Test
    void rowsAreReadAFewAtATimeJustBeforeTheirEvents() throws Exception {
        List<String> ids = many(25);
        Map<String, ShownOrder> shown = changes.look(ids);
        table.calls.clear();
        publisher = order -> {
            store("O24", OrderStatus.CANCELLED, clock.instant()); // while others are published
            return "m";
        };

        Result result = changes.publish(ids, shown, OrderStatus.SHIPPED, Progress.NONE);

        assertThat(table.calls).containsExactly("states 10", "states 10", "states 5");
        assertThat(result.published()).hasSize(24);
        assertThat(result.leftOut()).extracting(LeftOut::orderId).containsExactly("O24");
    }

    @Test
    void itIsCancelledBetweenTwo() throws Exception {
        List<String> ids = many(30);
        List<Long> told = new ArrayList<>();
        Result result = changes.publish(ids, changes.look(ids), OrderStatus.SHIPPED, new Progress() {
            @Override
            public void update(long done, long total, String message) {
                told.add(done);
            }

            @Override
            public boolean cancelled() {
                return published.size() == 3;
            }
        });

        assertThat(result.published()).hasSize(3);
        assertThat(result.leftOut()).hasSize(27).allMatch(each -> each.why() == Why.CANCELLED);
        assertThat(result.cancelled()).isTrue();
        assertThat(told).hasSize(30).endsWith(30L);
        assertThat(table.calls)
                .as("nothing is read any more")
                .filteredOn("states 10"::equals)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = PortException.Kind.class,
            names = {"UNREACHABLE", "DENIED", "REFUSED"})
    void aFaultThatConcernsAllEndsItAndAnotherOnlyItsOrder(PortException.Kind kind) throws Exception {
        List<String> ids = many(3);
        var fault = new PortException(kind, "OrderTopic", "no");
        publisher = order -> {
            published.add(order);
            if (published.size() == 2) {
                throw fault;
            }
            return "m";
        };

        Result result = changes.publish(ids, changes.look(ids), OrderStatus.SHIPPED, Progress.NONE);

        int left = kind == PortException.Kind.REFUSED ? 1 : 2;
        assertThat(published).hasSize(4 - left);
        boolean unanswered = kind == PortException.Kind.UNREACHABLE;
        assertThat(result.leftOut()).hasSize(left).allMatch(each -> fault.equals(each.cause()));
        assertThat(result.leftOut().get(0).why()).isEqualTo(unanswered ? Why.MAYBE_PUBLISHED : Why.NOT_PUBLISHED);
        assertThat(result.leftOut().stream().skip(1)).allMatch(each -> each.why() == Why.NOT_PUBLISHED);
    }

    /** The call that is under way then is cut off: nobody hears whether it took effect. */
    @Test
    void whatACancelLeavesOutIsSaidToBeCancelledButForTheOneThatWasUnderWay() throws Exception {
        List<String> ids = many(12);
        var cancelled = new AtomicBoolean();
        publisher = order -> {
            published.add(order);
            if (published.size() == 3) {
                cancelled.set(true);
                throw new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", "the call was cancelled");
            }
            return "m";
        };

        Result result = changes.publish(ids, changes.look(ids), OrderStatus.SHIPPED, new Progress() {
            @Override
            public void update(long done, long total, String message) {}

            @Override
            public boolean cancelled() {
                return cancelled.get();
            }
        });

        assertThat(result.published()).hasSize(2);
        assertThat(result.leftOut().get(0).why()).isEqualTo(Why.MAYBE_PUBLISHED);
        assertThat(result.leftOut().stream().skip(1)).hasSize(9).allMatch(each -> each.why() == Why.CANCELLED);
        assertThat(result.cancelled()).isTrue();
    }

    @Test
    void whereRowsCannotBeReadWhatWasPublishedIsStillTold() throws Exception {
        List<String> ids = many(12);
        Map<String, ShownOrder> shown = changes.look(ids);
        var fault = new PortException(PortException.Kind.THROTTLED, "Orders", "slow down");
        table.failWith(fault);
        assertThatThrownBy(() -> changes.publish(ids, shown, OrderStatus.SHIPPED, Progress.NONE))
                .isSameAs(fault);
        table.failWith(null);
        publisher = order -> {
            table.failWith(fault);
            return "m";
        };

        Result result = changes.publish(ids, shown, OrderStatus.SHIPPED, Progress.NONE);

        assertThat(result.published()).hasSize(10);
        assertThat(result.leftOut()).hasSize(2).allMatch(each -> fault.equals(each.cause()));
    }

    private List<String> many(int count) {
        List<String> ids =
                IntStream.range(0, count).mapToObj(each -> "O" + each).toList();
        ids.forEach(id -> store(id, OrderStatus.NEW, clock.instant().minus(Duration.ofHours(1))));
        return ids;
    }

    private void odd(String id) {
        table.put(OrderRow.odd(
                id,
                Map.of("userId", "U1", "itemName", "Lamp", "quantity", "1.5", "status", "new"),
                List.of(new OrderFault("quantity", OrderRule.NOT_AN_INTEGER, List.of("1", "1000000"), "1.5")),
                clock.instant(),
                clock.instant(),
                null));
    }

    private void store(String id, OrderStatus status, Instant at) {
        table.store(new Order(id, "U1", "Lamp", 3, status, at), clock.instant());
    }
}
