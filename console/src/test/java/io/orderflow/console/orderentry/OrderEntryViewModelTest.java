package io.orderflow.console.orderentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.entry.PlacedOrder.State;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.StoredOrder;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderEntryViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final StepTaskRunner runner = new StepTaskRunner();
    private final FakeMonitor monitor = new FakeMonitor();
    private final List<Order> published = new ArrayList<>();
    private final Map<String, StoredOrder> rows = new HashMap<>();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private PortException fault;
    private int ids;
    private final OrderEntryViewModel model = new OrderEntryViewModel(
            order -> {
                if (fault != null) {
                    throw fault;
                }
                published.add(order);
                clock.advance(Duration.ofMillis(12));
                return "m-" + published.size();
            },
            wanted -> Map.copyOf(rows),
            new OrderValidator(clock),
            () -> "ORD-" + ++ids,
            monitor,
            monitor,
            runner,
            new FaultTexts(texts),
            new Formats(texts, ZoneOffset.UTC),
            clock,
            Duration.ofSeconds(1));

    @Test
    void startsWithAnOrderIdAndSaysNoFaultOfWhatWasNotTouched() {
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-1");
        assertThat(value(OrderField.STATUS)).isEqualTo("NEW");
        assertThat(model.faultyProperty().get()).containsExactly(OrderField.USER_ID, OrderField.ITEM_NAME);
        assertThat(fault(OrderField.USER_ID)).isEmpty();
    }

    @Test
    void saysAFieldsFaultOnceItWasEditedOrLeft() {
        type(OrderField.QUANTITY, "0");
        model.left(OrderField.USER_ID);

        assertThat(fault(OrderField.QUANTITY)).isEqualTo("must be 1 to 1,000,000");
        assertThat(fault(OrderField.USER_ID)).isEqualTo("is missing");
        assertThat(fault(OrderField.ITEM_NAME)).isEmpty();

        type(OrderField.QUANTITY, "2");
        assertThat(fault(OrderField.QUANTITY)).isEmpty();
    }

    @Test
    void saysAllFaultsAndPublishesNothingWhenAskedToPlaceAFaultyOrder() {
        model.place();

        assertThat(runner.pending()).isZero();
        assertThat(fault(OrderField.ITEM_NAME)).isEqualTo("is missing");
    }

    @Test
    void whatWasTypedAndNotPlacedIsThereAgainUntilItIsPlacedOrCleared() {
        Memory memory = Memory.ofThisProcess();
        model.restore(memory);
        assertThat(model.unsent()).isFalse();
        assertThat(memory.all("entry.")).isEmpty();
        type(OrderField.ITEM_NAME, "Desk lamp");
        type(OrderField.QUANTITY, "0");
        assertThat(model.unsent()).isTrue();
        String id = value(OrderField.ORDER_ID);
        model.clear();
        assertThat(model.unsent()).isFalse();
        assertThat(memory.all("entry.")).isEmpty();

        type(OrderField.ORDER_ID, id);
        type(OrderField.ITEM_NAME, "Desk lamp");
        type(OrderField.QUANTITY, "0");
        model.restore(memory); // as another window does

        assertThat(value(OrderField.ORDER_ID)).isEqualTo(id);
        assertThat(value(OrderField.QUANTITY)).isEqualTo("0");
        assertThat(model.unsent()).isTrue();
        assertThat(model.faultyProperty().get()).containsExactly(OrderField.USER_ID, OrderField.QUANTITY);

        fillIn();
        model.place();
        assertThat(memory.all("entry.")).isNotEmpty();
        runner.finishOldest();
        assertThat(memory.all("entry.")).isEmpty();
        assertThat(model.unsent()).isFalse();
    }

    @Test
    void publishesWhatWasTypedWithTheTimeOfPlacing() {
        fillIn();
        clock.advance(Duration.ofMinutes(3));
        model.place();
        runner.finishOldest();

        assertThat(published)
                .containsExactly(new Order(
                        "ORD-1", "U134", "27\" monitor", 2, OrderStatus.SHIPPED, NOW.plus(Duration.ofMinutes(3))));
        PlacedOrder placed = model.placedProperty().get().get(0);
        assertThat(placed.messageId()).isEqualTo("m-1");
        assertThat(placed.took()).isEqualTo(Duration.ofMillis(12));
        assertThat(placed.state(clock.instant())).isEqualTo(State.WAITING);
    }

    @Test
    void publishesOnceHoweverOftenTheButtonIsPressed() {
        fillIn();
        model.place();
        model.place();
        assertThat(model.publishingProperty().get()).isTrue();
        assertThat(runner.pending()).isEqualTo(1);

        runner.finishOldest();
        model.place();

        assertThat(published).hasSize(1);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void offersANewOrderOfTheSameCustomerAfterwards() {
        fillIn();
        model.place();
        runner.finishOldest();

        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-2");
        assertThat(value(OrderField.USER_ID)).isEqualTo("U134");
        assertThat(value(OrderField.ITEM_NAME)).isEmpty();
        assertThat(fault(OrderField.ITEM_NAME)).isEmpty();
    }

    @Test
    void keepsEverythingTypedAndSaysOneLineWhenPublishingFails() {
        fillIn();
        fault = new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", "connection refused");
        model.place();
        runner.finishOldest();

        assertThat(model.failureProperty().get()).isSameAs(fault);
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-1");
        assertThat(value(OrderField.ITEM_NAME)).isEqualTo("27\" monitor");
        assertThat(monitor.faults).containsExactly(fault);

        fault = null;
        model.place();
        runner.finishOldest();
        assertThat(published).extracting(Order::orderId).containsExactly("ORD-1");
        assertThat(model.failureProperty().get()).isNull();
    }

    @Test
    void seesTheRowOfAPlacedOrderAndThenStopsLooking() {
        model.shown();
        fillIn();
        model.place();
        runner.finishOldest();
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();

        Order order = published.get(0);
        rows.put(
                order.orderId(),
                new StoredOrder(
                        order, clock.instant().plusMillis(61), clock.instant().plusMillis(43)));
        runner.fireLater();
        runner.finishOldest();

        PlacedOrder placed = model.placedProperty().get().get(0);
        assertThat(placed.state(clock.instant())).isEqualTo(State.STORED);
        assertThat(placed.storedAfter()).isEqualTo(Duration.ofMillis(18));
        runner.fireLater();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void tellsALateOrderFromAnOvertakenOne() {
        model.shown();
        fillIn();
        model.place();
        runner.finishOldest();
        clock.advance(Duration.ofSeconds(16));
        assertThat(model.placedProperty().get().get(0).state(clock.instant())).isEqualTo(State.LATE);

        Order order = published.get(0);
        Order newer = new Order(
                order.orderId(),
                order.userId(),
                order.itemName(),
                1,
                OrderStatus.DELIVERED,
                order.timestamp().plusSeconds(1));
        rows.put(order.orderId(), new StoredOrder(newer, clock.instant(), null));
        runner.finishOldest();

        assertThat(model.placedProperty().get().get(0).state(clock.instant())).isEqualTo(State.SUPERSEDED);
    }

    @Test
    void waitsForTheNewEventWhereTheTableStillHasAnOlderOneOfTheSameOrder() {
        model.shown();
        fillIn();
        model.place();
        runner.finishOldest();
        Order order = published.get(0);
        Order older = new Order(
                order.orderId(),
                order.userId(),
                order.itemName(),
                1,
                OrderStatus.NEW,
                order.timestamp().minusSeconds(60));
        rows.put(order.orderId(), new StoredOrder(older, NOW.minusSeconds(59), null));
        runner.finishOldest();

        assertThat(model.placedProperty().get().get(0).state(clock.instant())).isEqualTo(State.WAITING);
    }

    @Test
    void clearEmptiesTheFormAndItsFaults() {
        fillIn();
        type(OrderField.QUANTITY, "x");
        model.clear();

        assertThat(value(OrderField.USER_ID)).isEmpty();
        assertThat(value(OrderField.QUANTITY)).isEqualTo("1");
        assertThat(fault(OrderField.QUANTITY)).isEmpty();
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-2");
    }

    @Test
    void opensAPlacedOrderInOrders() {
        fillIn();
        model.place();
        runner.finishOldest();
        model.open(model.placedProperty().get().get(0));

        assertThat(monitor.shown).containsExactly("ORDERS ORD-1");
    }

    private void fillIn() {
        type(OrderField.USER_ID, "U134 ");
        type(OrderField.ITEM_NAME, "27\" monitor");
        type(OrderField.QUANTITY, "2");
        type(OrderField.STATUS, "SHIPPED");
    }

    private void type(OrderField field, String text) {
        model.valueProperty(field).set(text);
    }

    private String value(OrderField field) {
        return model.valueProperty(field).get();
    }

    private String fault(OrderField field) {
        return model.faultProperty(field).get();
    }
}
