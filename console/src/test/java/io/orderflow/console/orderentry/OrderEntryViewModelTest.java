package io.orderflow.console.orderentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.entry.PlacedOrder.State;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderEntryViewModelTest extends OrderEntryFixture {
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
        assertThat(placed.state(clock.instant(), List.of())).isEqualTo(State.WAITING);
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
}
