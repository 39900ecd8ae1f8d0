package io.orderflow.console.orderentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.PlacedBook;
import io.orderflow.operations.entry.PlacedOrder;
import io.orderflow.operations.entry.PlacedOrder.State;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of orders that were placed. */
class PlacedOrdersViewModelTest extends OrderEntryFixture {
    @Test
    void seesTheRowOfAPlacedOrderAndThenStopsLooking() {
        shownAndPlaced();
        int looks = placing.looks;

        Order order = published.get(0);
        table.store(order, clock.instant().plusMillis(61), clock.instant().plusMillis(43));
        look();
        assertThat(placing.looks).isEqualTo(looks + 1);

        PlacedOrder placed = model.placedProperty().get().get(0);
        assertThat(placed.state(clock.instant(), List.of())).isEqualTo(State.STORED);
        assertThat(placed.storedAfter()).isEqualTo(Duration.ofMillis(18));
        look();
        assertThat(placing.looks).isEqualTo(looks + 1);
    }

    @Test
    void tellsALateOrderFromAnOvertakenOne() {
        shownAndPlaced();
        clock.advance(Duration.ofSeconds(16));
        assertThat(model.placedProperty().get().get(0).state(clock.instant(), List.of()))
                .isEqualTo(State.LATE);

        Order order = published.get(0);
        Order newer = at(order, 1);
        table.store(newer, clock.instant(), null);
        look();

        assertThat(model.placedProperty().get().get(0).state(clock.instant(), List.of()))
                .isEqualTo(State.SUPERSEDED);
    }

    /** The row has a newer event by then, which alone would not tell. */
    @Test
    void anOrderThatWasStoredAndReplacedWithinALookIsStored() {
        shownAndPlaced();
        Order order = published.get(0);
        Order newer = at(order, 1);
        table.store(newer, clock.instant(), null);
        placing.lines.add(line("STORED", null, 1));
        look();

        assertThat(state()).isEqualTo(State.STORED);
    }

    @Test
    void whatIsInItsWayIsSaidInsteadOfThatThereIsNoRow() {
        shownAndPlaced();
        clock.advance(Duration.ofSeconds(16));
        PlacedOrder placed = model.placedProperty().get().get(0);

        assertThat(placed.state(clock.instant(), List.of(Trouble.PAUSED))).isEqualTo(State.WAITS);
        assertThat(placed.state(clock.instant(), List.of(Trouble.NO_CONSUMER))).isEqualTo(State.WAITS);
        assertThat(placed.state(clock.instant(), List.of(Trouble.NOT_SUBSCRIBED, Trouble.PAUSED)))
                .isEqualTo(State.LOST);
        assertThat(placed.state(clock.instant(), List.of(Trouble.NOT_PERMITTED)))
                .isEqualTo(State.LATE);
    }

    /** Whatever is in the way, or not, by then. */
    @Test
    void whatWasPublishedIntoNoQueueStaysNotKeptUntilSomethingTells() {
        placing.troubles.add(Trouble.NOT_SUBSCRIBED);
        agrees = true;
        shownAndPlaced();
        placing.troubles.clear();
        clock.advance(Duration.ofSeconds(40));
        look();
        assertThat(state()).isEqualTo(State.LOST);
        clock.advance(Duration.ofMinutes(11));
        look();
        assertThat(state()).isEqualTo(State.LOST);
    }

    @Test
    void whenAnEventWasStoredThatWasReplacedSinceItsLineTells() {
        shownAndPlaced();
        clock.advance(Duration.ofSeconds(3));
        Instant sentAt = clock.instant().minusMillis(7);
        table.store(at(published.get(0), 1), clock.instant(), null);
        placing.lines.add(new ConsumerLine(
                clock.instant(), "STORED", "sqs-1", "ORD-1", "m-1", sentAt, "hash", 1, null, null, null, List.of()));
        look();

        assertThat(state()).isEqualTo(State.STORED);
        assertThat(model.placedProperty().get().get(0).storedAfter()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void whatAnotherProcessPlacedMeanwhileIsThereWhenItIsShownAgain() {
        shownAndPlaced();
        model.hidden();
        Order other = new Order("BY-COMMAND", "U9", "Lamp", 1, OrderStatus.NEW, clock.instant());
        clock.advance(Duration.ofSeconds(5));
        placing.add(new PlacedBook.Placed(other, "m-c", clock.instant(), Duration.ofMillis(7)));

        model.shown();
        settle();

        assertThat(model.placedProperty().get())
                .extracting(PlacedOrder::messageId)
                .containsExactly("m-c", "m-1");
    }

    @Test
    void whatBecameOfAnOrderWhileTheTabWasHiddenIsLookedForWhenItIsShown() {
        shownAndPlaced();
        model.hidden();
        clock.advance(Duration.ofMinutes(11));
        assertThat(state()).isEqualTo(State.UNKNOWN);
        table.store(published.get(0), clock.instant().minusSeconds(500), null);

        model.shown();
        settle();

        assertThat(state()).isEqualTo(State.STORED);
    }

    @Test
    void waitsForTheNewEventWhereTheTableStillHasAnOlderOneOfTheSameOrder() {
        shownAndPlaced();
        Order order = published.get(0);
        Order older = at(order, -60);
        table.store(older, NOW.minusSeconds(59), null);
        look();

        assertThat(model.placedProperty().get().get(0).state(clock.instant(), List.of()))
                .isEqualTo(State.WAITING);
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
    void theLastOnesOfEarlierSessionsAreThereWithWhatBecameOfThem() {
        Order stored = new Order("O1", "U500", "Lamp", 7, OrderStatus.NEW, NOW.minusSeconds(9_000));
        Order lost = new Order("O2", "U501", "Chair", 1, OrderStatus.NEW, NOW.minusSeconds(8_000));
        placing.add(new PlacedBook.Placed(stored, "m-a", NOW.minusSeconds(9_000), Duration.ofMillis(7)));
        placing.add(new PlacedBook.Placed(lost, "m-b", NOW.minusSeconds(8_000), Duration.ofMillis(7)));
        table.store(stored, NOW.minusSeconds(8_999), NOW.minusSeconds(9_000));
        model.shown();
        settle();
        assertThat(model.placedProperty().get())
                .extracting(PlacedOrder::messageId, each -> each.state(NOW, List.of()))
                .containsExactly(tuple("m-b", State.UNKNOWN), tuple("m-a", State.STORED));
        type(OrderField.USER_ID, "U50");
        assertThat(model.suggestions(OrderField.USER_ID)).containsExactly("U501", "U500");
        model.hidden();
        model.shown();
        settle();
        assertThat(model.placedProperty().get()).hasSize(2);
    }

    /** Another event of an order, so many seconds after it. */
    private static Order at(Order order, long seconds) {
        return new Order(
                order.orderId(),
                order.userId(),
                order.itemName(),
                1,
                OrderStatus.DELIVERED,
                order.timestamp().plusSeconds(seconds));
    }

    private State state() {
        return model.placedProperty().get().get(0).state(clock.instant(), List.of());
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
}
