package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.operations.orders.JourneySource.Part;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrdersTable;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderJourneyTest {
    private static final Instant SENT = Instant.parse("2026-11-22T14:00:00.100Z");
    private static final Instant STORED = Instant.parse("2026-11-22T14:00:00.164Z");
    private static final Order ORDER = new Order("O1", "U1", "Lamp", 1, OrderStatus.NEW, SENT);

    private final FakeOrderTable table = new FakeOrderTable();

    @Test
    void theRowTellsHowItWasStoredWhereNothingElseDoes() throws Exception {
        table.store(ORDER, STORED, SENT);

        OrderJourney journey = OrderJourney.read(table, List.of(), "O1");

        assertThat(journey.steps())
                .extracting(JourneyStep::at, JourneyStep::step, JourneyStep::source)
                .containsExactly(tuple(SENT, Kind.QUEUED, "row"), tuple(STORED, Kind.STORED, "row"));
        assertThat(journey.gaps()).isEmpty();
    }

    @Test
    void whatTheLogTellsIsNotToldTwiceAndAllIsInOrder() throws Exception {
        table.store(ORDER, STORED, SENT);
        String hash = OrdersTable.eventHash(ORDER);
        JourneySource log = (id, since) -> new Part(
                List.of(
                        new JourneyStep(STORED, Kind.STORED, "log", "receive 2", hash),
                        new JourneyStep(SENT.plusMillis(20), Kind.TRIED, "log", "receive 1: throttled", hash),
                        new JourneyStep(SENT, Kind.QUEUED, "log", "message m-1", hash)),
                List.of(),
                null);

        OrderJourney journey = OrderJourney.read(table, List.of(log), "O1");

        assertThat(journey.steps())
                .extracting(JourneyStep::step, JourneyStep::source)
                .containsExactly(tuple(Kind.QUEUED, "log"), tuple(Kind.TRIED, "log"), tuple(Kind.STORED, "log"));
    }

    /** The same number as in the table of orders. */
    @Test
    void whenItWasStoredIsWhatTheRowSays() throws Exception {
        table.store(ORDER, STORED, SENT);
        JourneyStep line =
                new JourneyStep(STORED.plusMillis(380), Kind.STORED, "log", "receive 1", OrdersTable.eventHash(ORDER));
        JourneyStep earlier = new JourneyStep(SENT.minusSeconds(9), Kind.STORED, "log", "receive 1", "h0");
        JourneySource log = (id, since) -> new Part(List.of(line, earlier), List.of(), null);

        assertThat(OrderJourney.read(table, List.of(log), "O1").steps())
                .filteredOn(step -> step.step() == Kind.STORED)
                .extracting(JourneyStep::at)
                .containsExactly(SENT.minusSeconds(9), STORED);
    }

    @Test
    void anEventThatWasPublishedAndOfWhichNothingTellsIsAGap() throws Exception {
        String hash = OrdersTable.eventHash(ORDER);
        JourneyStep published = new JourneyStep(SENT.minusMillis(20), Kind.PUBLISHED, "console", "as p-1", hash);
        JourneyStep tried = new JourneyStep(SENT.plusMillis(20), Kind.TRIED, "log", "receive 1: throttled", hash);
        JourneySource placed = (id, since) -> new Part(List.of(published), List.of(), null);
        JourneySource log = (id, since) -> new Part(List.of(tried), List.of(), null);

        assertThat(OrderJourney.read(table, List.of(placed), "O1").gaps())
                .singleElement()
                .asString()
                .startsWith("log: nothing tells what became of the event published at ");
        assertThat(OrderJourney.read(table, List.of(placed, log), "O1").gaps()).isEmpty();
    }

    @Test
    void gapsAreSaidAsGaps() throws Exception {
        table.store(ORDER, STORED, null);
        JourneySource log = (id, since) -> new Part(List.of(), List.of("log: access denied"), null);

        assertThat(OrderJourney.read(table, List.of(log), "O1").gaps())
                .containsExactly(
                        "log: access denied",
                        "row: it does not tell when SQS took the message, an older function stored it");
    }

    @Test
    void moreIsReadOnAndTheGapOfWhatWasNotReadGoes() throws Exception {
        table.store(ORDER, STORED, SENT);
        JourneyStep older = new JourneyStep(SENT.minusSeconds(60), Kind.STORED, "log", "receive 1", "h0");
        JourneySource rest = (id, since) -> new Part(List.of(older), List.of(), null);
        JourneySource log = (id, since) -> new Part(List.of(), List.of("log: there is more"), rest);

        OrderJourney first = OrderJourney.read(table, List.of(log), "O1");
        assertThat(first.more()).isNotNull();
        OrderJourney second = first.readOn();

        assertThat(second.steps()).startsWith(older);
        assertThat(second.gaps()).isEmpty();
        assertThat(second.more()).isNull();
    }

    @Test
    void anOrderWithoutARowHasWhatOthersTell() throws Exception {
        JourneyStep dead = new JourneyStep(SENT, Kind.DEAD_LETTERED, "snapshot", "message m-1", null);

        OrderJourney journey =
                OrderJourney.read(table, List.of((id, since) -> new Part(List.of(dead), List.of(), null)), "O404");

        assertThat(journey.row()).isNull();
        assertThat(journey.steps()).containsExactly(dead);
    }
}
