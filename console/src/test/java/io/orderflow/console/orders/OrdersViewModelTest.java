package io.orderflow.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersViewModelTest extends OrdersFixture {
    @Test
    void isLoadingUntilTheFirstAnswer() {
        var steps = new StepTaskRunner();
        var waiting = model(steps);
        waiting.shown();
        assertThat(waiting.stateProperty().get()).isEqualTo(State.LOADING);

        steps.finishOldest();

        assertThat(waiting.stateProperty().get()).isEqualTo(State.READY);
    }

    @Test
    void showsTheNewestFirstAndWhatComesLaterAboveItMarkedForAMoment() {
        store("O1");
        clock.advance(Duration.ofSeconds(1));
        store("O2");
        model.shown();
        assertThat(ids()).containsExactly("O2", "O1");
        assertThat(model.news().isFresh("O2")).isFalse();

        clock.advance(Duration.ofSeconds(1));
        store("O3");
        runner.fireLater();

        assertThat(ids()).containsExactly("O3", "O2", "O1");
        assertThat(model.news().isFresh("O3")).isTrue();
        clock.advance(Duration.ofSeconds(4));
        runner.fireLater();
        assertThat(model.news().isFresh("O3")).isFalse();
    }

    @Test
    void nothingIsMarkedUnderReducedMotionNorWhenItIsOldNewsOnReturn() {
        model.shown();
        model.news().reducedMotionProperty().set(true);
        store("O1");
        runner.fireLater();
        assertThat(model.news().isFresh("O1")).isFalse();

        model.news().reducedMotionProperty().set(false);
        model.hidden();
        clock.advance(Duration.ofMinutes(3));
        store("O2");
        model.shown();
        assertThat(ids()).containsExactly("O2", "O1");
        assertThat(model.news().isFresh("O2")).isFalse();
    }

    @Test
    void whatCameLateIsLookedForOnceAMinuteBesideTheChangesWhichDoNotWaitForIt() {
        var steps = new StepTaskRunner();
        OrdersViewModel late = model(steps);
        store("O1");
        late.shown();
        finish(steps);
        clock.advance(Duration.ofSeconds(61));
        store("N1");
        table.store(order("LATE", OrderStatus.NEW), clock.instant().minus(Duration.ofMinutes(4)));
        steps.fireLater();
        steps.finishOldest();
        assertThat(ids(late)).containsExactly("N1", "O1");
        assertThat(steps.pending()).as("the look for what came late").isEqualTo(1);

        clock.advance(Duration.ofMillis(1));
        store("N2");
        steps.fireLater();
        steps.finishNewest();
        assertThat(ids(late)).contains("N2");

        steps.finishOldest();
        assertThat(ids(late)).containsExactly("N2", "N1", "O1", "LATE");
        clock.advance(Duration.ofSeconds(1));
        steps.fireLater();
        steps.finishOldest();
        assertThat(steps.pending()).as("not again within a minute").isZero();
    }

    private static void finish(StepTaskRunner steps) {
        while (steps.pending() > 0) {
            steps.finishOldest();
        }
    }

    @Test
    void countsWhatComesInAboveWhileSomebodyIsScrolledAway() {
        store("O1");
        model.shown();
        model.news().atTopProperty().set(false);
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofMillis(10));
            store("N" + i);
        }
        runner.fireLater();
        assertThat(model.news().aboveProperty().get()).isEqualTo(12);

        model.news().atTopProperty().set(true);
        assertThat(model.news().aboveProperty().get()).isZero();
    }

    @Test
    void aFilterReadsWhatItAsksForSoonAfterTheLastKey() {
        for (int i = 0; i < 300; i++) {
            table.store(order("O" + i, OrderStatus.NEW), clock.instant().minusSeconds(i));
        }
        table.store(
                new Order("MINE", "U9", "Lamp", 1, OrderStatus.NEW, clock.instant()),
                clock.instant().minus(Duration.ofDays(90)));
        model.shown();
        assertThat(ids()).doesNotContain("MINE");
        table.calls.clear();

        model.table().filterTextProperty().set("user:U");
        model.table().filterTextProperty().set("user:U9");
        assertThat(table.calls).isEmpty();
        runner.fireLater();

        assertThat(ids()).containsExactly("MINE");
        assertThat(table.calls).contains("user U9").doesNotContain("user U");
        assertThat(model.standingProperty().get().plan().index()).isEqualTo("orders-by-user");
    }

    @Test
    void whatChangesSoThatItPassesNoLongerGoes() {
        store("O1");
        store("O2");
        model.table().filterTextProperty().set("status:new");
        model.shown();
        assertThat(ids()).containsExactlyInAnyOrder("O1", "O2");

        clock.advance(Duration.ofSeconds(2));
        table.store(order("O1", OrderStatus.SHIPPED), clock.instant());
        table.store(order("O3", OrderStatus.SHIPPED), clock.instant());
        runner.fireLater();

        assertThat(ids()).containsExactly("O2");
    }

    @Test
    void takesNothingInWhilePaused() {
        model.shown();
        model.pausedProperty().set(true);
        store("O1");
        runner.fireLater();
        assertThat(ids()).isEmpty();

        model.pausedProperty().set(false);
        assertThat(ids()).containsExactly("O1");
    }

    @Test
    void putsAllChangesOfOneReadIntoOneUpdateAndReadsWithoutChangesIntoNone() {
        model.shown();
        List<Integer> updates = new ArrayList<>();
        model.rowsProperty().addListener((property, before, now) -> updates.add(now.size()));

        for (int i = 0; i < 40; i++) {
            store("O" + i);
        }
        runner.fireLater();
        runner.fireLater();

        assertThat(updates).containsExactly(40);
    }

    @Test
    void keepsTheSelectionByIdWhenTheRowIsReplaced() {
        store("O1");
        model.shown();
        model.select("O1");

        clock.advance(Duration.ofSeconds(2));
        table.store(order("O1", OrderStatus.SHIPPED), clock.instant());
        runner.fireLater();

        assertThat(model.selectedProperty().get().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void anOldOrderOpensByItsIdAndStaysHoweverManyNewerOnesCome() {
        table.store(order("O-old", OrderStatus.NEW), clock.instant().minus(Duration.ofDays(400)));
        store("O1");
        model.shown();
        assertThat(ids()).containsExactly("O1");

        model.select("O-old");
        clock.advance(Duration.ofSeconds(1));
        store("O2");
        runner.fireLater();

        assertThat(model.selectedProperty().get().orderId()).isEqualTo("O-old");
        assertThat(model.absentProperty().get()).isEmpty();
        table.delete("O-old");
        model.refresh();
        assertThat(model.selectedProperty().get().orderId()).isEqualTo("O-old");
        assertThat(model.table().presenceProperty().get()).isEqualTo(Presence.GONE);
    }

    @Test
    void saysThatAnOrderIsNotThereUntilAnotherIsChosen() {
        store("O1");
        model.shown();
        model.select("O404");
        assertThat(model.absentProperty().get()).isEqualTo("O404");
        assertThat(model.selectedProperty().get()).isNull();
        model.select("O1");
        assertThat(model.absentProperty().get()).isEmpty();
    }

    @Test
    void selectsAnOrderThatWasAskedForBeforeItCame() {
        model.shown();
        model.select("O9");
        assertThat(model.selectedProperty().get()).isNull();

        store("O9");
        runner.fireLater();

        assertThat(model.selectedProperty().get().orderId()).isEqualTo("O9");
    }

    @Test
    void forgetsDeletedRowsOnARefreshAndMarksNone() {
        store("O1");
        store("O2");
        model.shown();
        table.delete("O1");

        model.refresh();

        assertThat(ids()).containsExactly("O2");
        assertThat(model.news().isFresh("O2")).isFalse();
    }

    @Test
    void keepsRowsWhileTheEndpointIsAwayAndSaysSoOnce() {
        store("O1");
        model.shown();
        var down = new PortException(PortException.Kind.UNREACHABLE, "Orders", "connection refused");
        table.failWith(down);
        runner.fireLater();

        assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);
        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(ids()).containsExactly("O1");
        assertThat(monitor.faults).hasSize(1);

        table.failWith(null);
        runner.fireLater();

        assertThat(model.faultProperty().get()).isNull();
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
    }

    @Test
    void readsAfreshWhereTheFirstReadFailedAsSoonAsTheEndpointAnswers() {
        store("O1");
        table.failWith(new PortException(PortException.Kind.UNREACHABLE, "Orders", "connection refused"));
        model.shown();
        assertThat(model.stateProperty().get()).isEqualTo(State.FAILED);

        table.failWith(null);
        runner.fireLater();

        assertThat(ids()).containsExactly("O1");
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
    }

    @Test
    void tellsAMissingTableFromAFailure() {
        table.failWith(new PortException(PortException.Kind.MISSING, "Orders", "no such table"));
        model.shown();

        assertThat(model.stateProperty().get()).isEqualTo(State.MISSING);
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void readsNothingWhileHiddenAndStartsAfreshAfterALongPause() {
        store("O1");
        model.shown();
        model.hidden();
        table.calls.clear();
        runner.fireLater();
        assertThat(table.calls).isEmpty();

        table.delete("O1");
        clock.advance(Duration.ofMinutes(11));
        model.shown();

        assertThat(ids()).isEmpty();
    }
}
