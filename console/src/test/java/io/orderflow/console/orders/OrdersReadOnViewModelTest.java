package io.orderflow.console.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.order.OrderStatus;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading on, and a scan. */
class OrdersReadOnViewModelTest extends OrdersFixture {
    @Test
    void loadsAPageAtATimeAsSomebodyScrollsAndSaysWhenThatIsAll() {
        for (int i = 0; i < 1_339; i++) {
            table.store(order("O" + i, OrderStatus.NEW), clock.instant().minusSeconds(i));
        }
        model.shown();
        assertThat(ids()).hasSize(200).startsWith("O0").endsWith("O199");
        assertThat(model.standingProperty().get().stop()).isEqualTo(Stop.ENOUGH);
        assertThat(model.standingProperty().get().size().items()).isEqualTo(1_339);

        for (int page = 0; page < 10; page++) {
            model.readOn();
        }

        assertThat(ids()).hasSize(1_339);
        assertThat(model.standingProperty().get().complete()).isTrue();
    }

    @Test
    void saysAtWhichEmptyDaysItStoppedAndLooksFurtherWhenAsked() {
        table.store(order("O-old", OrderStatus.NEW), clock.instant().minus(Duration.ofDays(20)));
        model.shown();
        assertThat(ids()).isEmpty();
        assertThat(model.standingProperty().get().empty().from()).isEqualTo(LocalDate.parse("2026-11-16"));

        model.readOn(); // scrolling does not
        assertThat(ids()).isEmpty();
        model.lookFurther();
        assertThat(ids()).containsExactly("O-old");
    }

    @Test
    void aTableWithoutItsIndexIsToldAndAScanFindsItsRows() {
        table.put(OrderRow.odd("X1", Map.of("orderId", "X1", "status", "lost"), List.of(), null, null, null));
        table.withoutIndexes();
        model.shown();
        assertThat(model.stateProperty().get()).isEqualTo(State.NO_INDEX);

        model.scan(100);

        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        assertThat(ids()).containsExactly("X1");
        assertThat(model.standingProperty().get().plan().index()).isEqualTo("scan");
    }

    @Test
    void aScansBudgetHoldsHoweverFarSomebodyScrolls() {
        for (int i = 0; i < 2_000; i++) {
            table.store(order("O" + i, OrderStatus.NEW), clock.instant().minusSeconds(i));
        }
        table.pagesOf(50);
        model.shown();
        model.scan(150);
        for (int page = 0; page < 20; page++) {
            model.readOn();
        }

        assertThat(model.standingProperty().get().stop()).isEqualTo(Stop.BUDGET);
        assertThat(model.standingProperty().get().seen()).isBetween(200L, 400L);

        model.lookFurther();
        for (int page = 0; page < 20; page++) {
            model.readOn();
        }
        assertThat(model.standingProperty().get().stop()).isEqualTo(Stop.BUDGET);
        assertThat(model.standingProperty().get().seen()).as("as much again").isBetween(500L, 800L);
    }
}
