package io.orderflow.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.FakeRecentOrders;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdersViewModelTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final FakeRecentOrders table = new FakeRecentOrders(clock);
    private final FakeMonitor monitor = new FakeMonitor();
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final OrdersViewModel model = model(runner);

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
    void showsTheNewestFirstAndWhatComesLaterAboveItMarkedAsFresh() {
        store("O1");
        clock.advance(Duration.ofSeconds(1));
        store("O2");
        model.shown();
        assertThat(ids()).containsExactly("O2", "O1");
        assertThat(row("O2").isFresh(clock.instant())).isFalse();

        clock.advance(Duration.ofSeconds(1));
        store("O3");
        runner.fireLater();

        assertThat(ids()).containsExactly("O3", "O2", "O1");
        assertThat(row("O3").isFresh(clock.instant())).isTrue();
        assertThat(row("O3").isFresh(clock.instant().plusSeconds(4))).isFalse();
        assertThat(table.calls).containsExactly("newest 200 of 7 d", "changed");
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

        assertThat(model.selectedProperty().get().order().status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void anOldOrderOpensByItsId() {
        table.store(
                new Order("O-old", "U1", "Laptop", 1, OrderStatus.NEW, clock.instant()),
                clock.instant().minus(Duration.ofDays(400)));
        store("O1");
        model.shown();
        assertThat(ids()).containsExactly("O1");

        model.select("O-old");

        assertThat(model.selectedProperty().get()).isEqualTo(row("O-old"));
        clock.advance(Duration.ofSeconds(1));
        runner.fireLater();
        assertThat(model.selectedProperty().get()).isNotNull();
        assertThat(model.absentProperty().get()).isEmpty();
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

        assertThat(model.selectedProperty().get().order().orderId()).isEqualTo("O9");
    }

    @Test
    void forgetsDeletedRowsOnARefreshAndKeepsTheirOldMarks() {
        store("O1");
        store("O2");
        model.shown();
        table.delete("O1");

        model.refresh();

        assertThat(ids()).containsExactly("O2");
        assertThat(row("O2").isFresh(clock.instant())).isFalse();
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
    void tellsAMissingTableFromAFailure() {
        table.failWith(new PortException(PortException.Kind.MISSING, "Orders", "no such table"));
        model.shown();

        assertThat(model.stateProperty().get()).isEqualTo(State.MISSING);
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void readsNothingWhileHiddenAndStartsAfreshAfterALongPause() {
        model.shown();
        model.hidden();
        runner.fireLater();
        assertThat(table.calls).hasSize(1);

        clock.advance(Duration.ofMinutes(11));
        model.shown();

        assertThat(table.calls).containsExactly("newest 200 of 7 d", "newest 200 of 7 d");
    }

    @Test
    void looksFurtherBackWhenAsked() {
        model.shown();
        model.lookFurther();

        assertThat(table.calls).containsExactly("newest 200 of 7 d", "newest 200 of 28 d");
        assertThat(model.daysProperty().get()).isEqualTo(28);
    }

    @Test
    void keepsNoMoreThanItsCapacity() {
        model.shown();
        for (int i = 0; i < OrdersViewModel.CAPACITY + 5; i++) {
            clock.advance(Duration.ofMillis(1));
            store("O" + i);
            if (i % 100 == 0) {
                runner.fireLater();
            }
        }
        runner.fireLater();

        assertThat(ids()).hasSize(OrdersViewModel.CAPACITY).startsWith("O504").doesNotContain("O0");
    }

    @Test
    void theSelectedOrderStaysHoweverManyNewerOnesCome() {
        store("O-read");
        model.shown();
        model.select("O-read");
        for (int i = 0; i < OrdersViewModel.CAPACITY + 5; i++) {
            clock.advance(Duration.ofMillis(1));
            store("O" + i);
            if (i % 100 == 0) {
                runner.fireLater();
            }
        }
        runner.fireLater();

        assertThat(ids()).hasSize(OrdersViewModel.CAPACITY + 1).endsWith("O-read");
        table.delete("O-read");
        model.refresh();
        assertThat(model.selectedProperty().get().order().orderId()).isEqualTo("O-read");
        assertThat(model.table().presenceProperty().get()).isEqualTo(Presence.GONE);
    }

    private OrdersViewModel model(TaskRunner taskRunner) {
        return new OrdersViewModel(
                table,
                id -> Optional.ofNullable(table.rows().get(id)),
                monitor,
                taskRunner,
                clock,
                Duration.ofSeconds(1),
                ZoneOffset.UTC,
                Memory.ofThisProcess());
    }

    private void store(String id) {
        table.store(order(id, OrderStatus.NEW), clock.instant());
    }

    private Order order(String id, OrderStatus status) {
        return new Order(id, "U1", "Laptop", 1, status, clock.instant());
    }

    private List<String> ids() {
        return model.rowsProperty().get().stream()
                .map(row -> row.order().orderId())
                .toList();
    }

    private OrderRow row(String id) {
        return model.rowsProperty().get().stream()
                .filter(row -> row.order().orderId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
