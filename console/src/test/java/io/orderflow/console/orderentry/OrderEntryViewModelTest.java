package io.orderflow.console.orderentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedBook;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.entry.PlacedOrder.State;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderEntryViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final StepTaskRunner runner = new StepTaskRunner();
    private final FakeMonitor monitor = new FakeMonitor();
    private final List<Order> published = new ArrayList<>();
    private final Texts texts = new Texts(Locale.ENGLISH);
    private PortException fault;
    private int ids;
    private final FakeOrderTable table = new FakeOrderTable();
    private final FakePlacing placing = new FakePlacing(
            order -> {
                if (fault != null) {
                    throw fault;
                }
                published.add(order);
                clock.advance(Duration.ofMillis(12));
                return "m-" + published.size();
            },
            table);
    private final Memory memory = Memory.ofThisProcess();
    private OrderEntryViewModel model = model();
    private final List<String> asked = new ArrayList<>();
    private boolean agrees;

    private OrderEntryViewModel model() {
        return new OrderEntryViewModel(
                placing.tools(),
                new OrderValidator(clock),
                () -> "ORD-" + ++ids,
                monitor,
                monitor,
                runner,
                new FaultTexts(texts),
                new Formats(texts, ZoneOffset.UTC),
                clock,
                Duration.ofSeconds(1),
                memory);
    }

    private void place() {
        model.place(new OrderEntryViewModel.Questions() {
            @Override
            public boolean replaces(Order order, OrderState there) {
                asked.add("replaces " + there.fields().get("userId"));
                return agrees;
            }

            @Override
            public boolean loses() {
                asked.add("loses");
                return agrees;
            }
        });
    }

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
        place();

        assertThat(runner.pending()).isZero();
        assertThat(fault(OrderField.ITEM_NAME)).isEqualTo("is missing");
    }

    @Test
    void whatWasTypedAndNotPlacedIsThereAgainUntilItIsPlacedOrCleared() {
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
        model = model(); // as another window does

        assertThat(value(OrderField.ORDER_ID)).isEqualTo(id);
        assertThat(value(OrderField.QUANTITY)).isEqualTo("0");
        assertThat(model.unsent()).isTrue();
        assertThat(model.faultyProperty().get()).containsExactly(OrderField.USER_ID, OrderField.QUANTITY);

        fillIn();
        place();
        assertThat(memory.all("entry.")).isNotEmpty();
        runner.finishOldest();
        assertThat(memory.all("entry.")).isEmpty();
        assertThat(model.unsent()).isFalse();
    }

    @Test
    void publishesWhatWasTypedWithTheTimeOfPlacing() {
        fillIn();
        clock.advance(Duration.ofMinutes(3));
        place();
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
        place();
        place();
        assertThat(model.publishingProperty().get()).isTrue();
        assertThat(runner.pending()).isEqualTo(1);

        runner.finishOldest();
        place();

        assertThat(published).hasSize(1);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void offersANewOrderOfTheSameCustomerAfterwards() {
        fillIn();
        place();
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
        place();
        runner.finishOldest();

        assertThat(model.failureProperty().get()).isSameAs(fault);
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-1");
        assertThat(value(OrderField.ITEM_NAME)).isEqualTo("27\" monitor");
        assertThat(monitor.faults).containsExactly(fault);

        fault = null;
        place();
        runner.finishOldest();
        assertThat(published).extracting(Order::orderId).containsExactly("ORD-1");
        assertThat(model.failureProperty().get()).isNull();
    }

    @Test
    void seesTheRowOfAPlacedOrderAndThenStopsLooking() {
        shownAndPlaced();
        int looks = placing.looks;

        Order order = published.get(0);
        table.store(order, clock.instant().plusMillis(61), clock.instant().plusMillis(43));
        look();
        assertThat(placing.looks).isEqualTo(looks + 1);

        PlacedOrder placed = model.placedProperty().get().get(0);
        assertThat(placed.state(clock.instant())).isEqualTo(State.STORED);
        assertThat(placed.storedAfter()).isEqualTo(Duration.ofMillis(18));
        look();
        assertThat(placing.looks).isEqualTo(looks + 1);
    }

    @Test
    void tellsALateOrderFromAnOvertakenOne() {
        shownAndPlaced();
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
        table.store(newer, clock.instant(), null);
        look();

        assertThat(model.placedProperty().get().get(0).state(clock.instant())).isEqualTo(State.SUPERSEDED);
    }

    @Test
    void waitsForTheNewEventWhereTheTableStillHasAnOlderOneOfTheSameOrder() {
        shownAndPlaced();
        Order order = published.get(0);
        Order older = new Order(
                order.orderId(),
                order.userId(),
                order.itemName(),
                1,
                OrderStatus.NEW,
                order.timestamp().minusSeconds(60));
        table.store(older, NOW.minusSeconds(59), null);
        look();

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
        place();
        runner.finishOldest();
        model.open(model.placedProperty().get().get(0));

        assertThat(monitor.shown).containsExactly("ORDERS ORD-1");
    }

    @Test
    void followsAnOrderThatTheFunctionFailsAtUntilItIsDeadLettered() {
        shownAndPlaced();
        placing.lines.add(failed(1));
        look();
        assertThat(state()).isEqualTo(State.RETRYING);
        assertThat(model.placedProperty().get().get(0).outcome().receives()).isEqualTo(1);

        placing.lines.add(failed(3));
        look();
        assertThat(state()).isEqualTo(State.DEAD_LETTERED);
        assertThat(model.placedProperty().get().get(0).outcome().reason()).isEqualTo("the table is gone");
    }

    @Test
    void aRowThatWasThereBeforeIsNoProof() {
        Order there = new Order("O1", "U134", "27\" monitor", 2, OrderStatus.SHIPPED, NOW);
        table.store(there, NOW.minusSeconds(5), NOW.minusSeconds(6));
        agrees = true;
        model.shown();
        settle();
        fillIn();
        type(OrderField.ORDER_ID, "O1");
        type(OrderField.TIMESTAMP, "2026-11-22T14:00:00Z");
        place();
        settle();
        look();
        assertThat(published).containsExactly(there);
        assertThat(state()).isEqualTo(State.WAITING);

        placing.lines.add(line("UNCHANGED", "DUPLICATE", 1));
        look();
        assertThat(state()).isEqualTo(State.DUPLICATE);
    }

    @Test
    void saysWhileAnIdIsTypedThatItExistsAndAsksBeforeItReplacesIt() {
        table.store(new Order("O1", "U500", "Lamp", 1, OrderStatus.NEW, NOW.minusSeconds(180)), NOW.minusSeconds(180));
        fillIn();
        type(OrderField.ORDER_ID, "O");
        type(OrderField.ORDER_ID, "O1");
        assertThat(placing.looks)
                .as("nothing is asked for while somebody types")
                .isZero();
        runner.fireLater();
        settle();
        assertThat(model.existsProperty().get().fields()).containsEntry("userId", "U500");
        type(OrderField.ORDER_ID, "O12");
        assertThat(model.existsProperty().get()).isNull();

        type(OrderField.ORDER_ID, "O1");
        place();
        settle();
        assertThat(asked).containsExactly("replaces U500");
        assertThat(published).isEmpty();
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("O1");

        agrees = true;
        place();
        settle();
        assertThat(published).extracting(Order::userId).containsExactly("U134");
    }

    @Test
    void asksAgainWhereTheRowChangedWhileSomebodyWasAsked() {
        Order first = new Order("O1", "U500", "Lamp", 1, OrderStatus.NEW, NOW.minusSeconds(180));
        table.store(first, NOW.minusSeconds(180));
        fillIn();
        type(OrderField.ORDER_ID, "O1");
        model.place(new OrderEntryViewModel.Questions() {
            @Override
            public boolean replaces(Order order, OrderState there) {
                asked.add(String.valueOf(there.fields().get("userId")));
                if (asked.size() == 1) {
                    table.store(new Order("O1", "U9", "Lamp", 1, OrderStatus.NEW, NOW.minusSeconds(9)), NOW);
                }
                return true;
            }

            @Override
            public boolean loses() {
                return true;
            }
        });
        settle();
        settle();
        assertThat(asked).containsExactly("U500", "U9");
        assertThat(published).hasSize(1);
    }

    @Test
    void asksBeforeAnOrderIsLost() {
        placing.troubles.add(Trouble.NOT_SUBSCRIBED);
        model.shown();
        settle();
        assertThat(model.troublesProperty().get()).containsExactly(Trouble.NOT_SUBSCRIBED);
        fillIn();
        place();
        settle();
        assertThat(asked).containsExactly("loses");
        assertThat(published).isEmpty();

        placing.troubles.set(0, Trouble.PAUSED);
        look();
        place();
        settle();
        assertThat(published).as("they only wait").hasSize(1);
    }

    @Test
    void suggestsUsersAndItemsThatWereSeen() {
        model.seen("U500", "Lamp");
        model.seen("U134", "Desk lamp");
        model.seen("V5", "Chair");
        type(OrderField.USER_ID, "u");
        assertThat(model.suggestions(OrderField.USER_ID)).containsExactly("U134", "U500");
        type(OrderField.USER_ID, "5");
        assertThat(model.suggestions(OrderField.USER_ID))
                .as("the last seen first")
                .containsExactly("V5", "U500");
        type(OrderField.USER_ID, "V5");
        assertThat(model.suggestions(OrderField.USER_ID)).isEmpty();
        type(OrderField.ITEM_NAME, "lam");
        assertThat(model.suggestions(OrderField.ITEM_NAME)).containsExactly("Lamp", "Desk lamp");
        assertThat(model.suggestions(OrderField.QUANTITY)).isEmpty();
    }

    @Test
    void templatesKeepWhatIsOrderedAgainAndAgain() {
        fillIn();
        assertThat(model.keepAs(" ")).isEqualTo(OrderTemplates.Fault.NAME);
        assertThat(model.keepAs("Weekly")).isEqualTo(OrderTemplates.Fault.NONE);
        model.clear();
        model = model();
        assertThat(model.templates().names()).containsExactly("Weekly");
        model.useTemplate("Weekly");
        assertThat(value(OrderField.USER_ID)).isEqualTo("U134");
        assertThat(value(OrderField.QUANTITY)).isEqualTo("2");
        assertThat(value(OrderField.STATUS)).isEqualTo("SHIPPED");
        assertThat(value(OrderField.ORDER_ID)).startsWith("ORD-");
        assertThat(model.faultyProperty().get()).isEmpty();
        model.templates().remove("Weekly");
        assertThat(model.templates().names()).isEmpty();
    }

    @Test
    void anotherOrderLikeOneInTheTableHasANewIdAndTime() {
        table.store(new Order("O1", "U500", "Lamp", 7, OrderStatus.RETURNED, NOW.minusSeconds(180)), NOW);
        model.another("O1");
        settle();
        assertThat(value(OrderField.ORDER_ID)).isEqualTo("ORD-2");
        assertThat(value(OrderField.USER_ID)).isEqualTo("U500");
        assertThat(value(OrderField.QUANTITY)).isEqualTo("7");
        assertThat(value(OrderField.STATUS)).isEqualTo("NEW");
        model.another("O404");
        settle();
        assertThat(model.failureProperty().get()).isInstanceOf(PortException.class);
        assertThat(value(OrderField.USER_ID)).as("what is there stays").isEqualTo("U500");
    }

    @Test
    void theLastOnesOfEarlierSessionsAreThereWithWhatBecameOfThem() {
        Order stored = new Order("O1", "U500", "Lamp", 7, OrderStatus.NEW, NOW.minusSeconds(9_000));
        Order lost = new Order("O2", "U501", "Chair", 1, OrderStatus.NEW, NOW.minusSeconds(8_000));
        placing.add(new PlacedBook.Placed(stored, "m-a", NOW.minusSeconds(9_000), Duration.ofMillis(7)));
        placing.add(new PlacedBook.Placed(lost, "m-b", NOW.minusSeconds(8_000), Duration.ofMillis(7)));
        table.store(stored, NOW.minusSeconds(8_999), NOW.minusSeconds(9_000));
        model.shown();
        settle();
        assertThat(model.placedProperty().get())
                .extracting(PlacedOrder::messageId, each -> each.state(NOW))
                .containsExactly(tuple("m-b", State.UNKNOWN), tuple("m-a", State.STORED));
        type(OrderField.USER_ID, "U50");
        assertThat(model.suggestions(OrderField.USER_ID)).containsExactly("U501", "U500");
        model.hidden();
        model.shown();
        settle();
        assertThat(model.placedProperty().get()).hasSize(2);
    }

    private State state() {
        return model.placedProperty().get().get(0).state(clock.instant());
    }

    private ConsumerLine failed(int receive) {
        return line("FAILED", null, receive);
    }

    private ConsumerLine line(String outcome, @Nullable String reason, int receive) {
        return new ConsumerLine(
                clock.instant(),
                outcome,
                "sqs-1",
                "O1",
                "m-1",
                NOW,
                null,
                receive,
                reason,
                "TABLE",
                "the table is gone",
                List.of());
    }

    private void shownAndPlaced() {
        model.shown();
        settle();
        fillIn();
        place();
        settle();
    }

    /** What is under way ends. */
    private void settle() {
        for (int i = runner.pending(); i > 0; i--) {
            runner.finishOldest();
        }
        for (int i = runner.pending(); i > 0; i--) {
            runner.finishOldest();
        }
    }

    /** What is asked for again and again is asked for once more. */
    private void look() {
        runner.fireLater();
        settle();
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
