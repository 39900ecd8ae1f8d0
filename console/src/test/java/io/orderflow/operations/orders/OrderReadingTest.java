package io.orderflow.operations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OrderReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Watcher NOBODY = new Watcher() {};

    private final MutableClock clock = new MutableClock(NOW);
    private final FakeOrderTable table = new FakeOrderTable();

    private OrderReading open(String filter) throws Exception {
        return new OrderReading(table, OrderRow.KEYS.parse(filter, ZoneOffset.UTC), false, clock, new DirectExecutor());
    }

    private void store(String id, Instant at) {
        table.store(new Order(id, "U1", "Lamp", 1, OrderStatus.NEW, at), at);
    }

    private void flood(int rows) {
        for (int i = 0; i < rows; i++) {
            store("O" + i, NOW.minusMillis(10L * i));
        }
    }

    /** As after an import of thousands. */
    @Test
    void whatIsOlderThanThePageThatWasReadComesOnlyAsSomebodyReadsOn() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        reading.readOn(200, 1_000, NOBODY);
        clock.advance(Duration.ofSeconds(1));
        store("N1", clock.instant());

        assertThat(reading.follow()).containsExactly("N1");
        assertThat(reading.followLate()).isEmpty();
        assertThat(reading.rows()).hasSize(201);

        reading.readOn(200, 1_000, NOBODY);
        assertThat(reading.rows()).as("the fake's pages go by numbers").hasSizeBetween(400, 401);
    }

    @Test
    void whatCameLateAmongTheRowsThatWereReadIsTakenIn() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        reading.readOn(200, 1_000, NOBODY);
        store("LATE", NOW.minusMillis(1_005));
        clock.advance(Duration.ofSeconds(30));

        assertThat(reading.followLate()).containsExactly("LATE");
    }

    @Test
    void lookingForWhatCameLateCostsNoMoreThanThePagesThatWereRead() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        double page = reading.readOn(200, 1_000, NOBODY).readUnits();

        reading.followLate();

        assertThat(reading.readUnits() - page).isBetween(1.0, page);
    }

    /** Of the rows that were read none may have passed. */
    @Test
    void withAFilterItCountsHowFarWasReadNotWhatPassed() throws Exception {
        flood(3_000);
        OrderReading reading = open("item~desk");
        reading.readOn(200, 200, NOBODY);
        table.store(new Order("D1", "U1", "Desk", 1, OrderStatus.NEW, NOW), NOW.minusMillis(15));
        table.store(new Order("D2", "U1", "Desk", 1, OrderStatus.NEW, NOW), NOW.minusMillis(25_005));

        assertThat(reading.followLate()).containsExactly("D1");
    }

    /** The rows of the last seconds are read again only as long as one of them may have lagged. */
    @Test
    void followingATableInWhichNothingHappensCostsNextToNothing() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        reading.readOn(200, 1_000, NOBODY);
        double before = 0;
        double each = 0;
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofSeconds(1));
            before = reading.readUnits();
            reading.follow();
            each = reading.readUnits() - before;
        }
        assertThat(each).isLessThan(5);
        store("N1", clock.instant());
        assertThat(reading.follow()).containsExactly("N1");
        store("LAGS", clock.instant().minusSeconds(2));
        clock.advance(Duration.ofSeconds(1));
        assertThat(reading.follow()).containsExactly("LAGS");
    }

    @Test
    void whereTheBudgetAllowedNothingOnlyWhatIsNewIsTakenIn() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        reading.readOn(200, 0, NOBODY);
        clock.advance(Duration.ofSeconds(1));
        store("N1", clock.instant());

        assertThat(reading.followLate()).as("O0 is of that millisecond").containsExactlyInAnyOrder("N1", "O0");
    }

    @Test
    void aBudgetIsForWhatIsReadNextWhateverFollowingCost() throws Exception {
        flood(3_000);
        OrderReading reading = open("");
        reading.readOn(200, 1_000, NOBODY);
        for (int i = 0; i < 20; i++) {
            reading.followLate();
        }

        OrderReading.Standing standing = reading.readOn(200, 300, NOBODY);

        assertThat(standing.stop()).isEqualTo(OrderSearch.Stop.ENOUGH);
    }
}
