package io.orderflow.console.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.table.SavedFilters.Saved;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.filter.FilterException.Code;
import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsViewModelTest {
    record Row(String id, int count, Instant made) {}

    private static final FilterKeys<Row> KEYS = FilterKeys.freeTextIn((Row row) -> List.of(row.id))
            .number("count", Row::count)
            .age("age", Row::made)
            .build();
    private static final SortKey<Row> BY_COUNT =
            new SortKey<>(Row::count, (one, other) -> Integer.compare((int) one, (int) other));
    private static final SortKey<Row> BY_ID = new SortKey<>(Row::id, Comparator.comparing(String::valueOf));

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final Memory memory = Memory.ofThisProcess();
    private final StepTaskRunner steps = new StepTaskRunner();
    private final RowsViewModel<Row> model = model(new DirectTaskRunner());
    private final Row a = new Row("a", 3, clock.instant());
    private final Row b = new Row("b", 1, clock.instant());
    private final Row c = new Row("c", 3, clock.instant());

    @Test
    void showsAllAsGivenWithoutAnyWork() {
        var model = model(steps);
        model.show(List.of(c, a, b));
        assertThat(model.shownProperty().get()).containsExactly(c, a, b);
        assertThat(steps.pending()).isZero();
    }

    @Test
    void filtersAndSortsInTheBackground() {
        var model = model(steps);
        model.show(List.of(c, b, a));
        model.filterTextProperty().set("count>=1");
        model.sort(List.of(BY_COUNT, BY_ID));
        assertThat(model.shownProperty().get()).containsExactly(c, b, a);

        steps.finishOldest();
        steps.finishOldest();
        assertThat(model.shownProperty().get()).containsExactly(b, a, c);
    }

    @Test
    void hasOneRunUnderWayAndCatchesUpAfterwards() {
        var model = model(steps);
        model.filterTextProperty().set("count:3");
        for (int i = 0; i < 5; i++) {
            model.show(List.of(a, b, c));
        }
        assertThat(steps.pending()).isEqualTo(1);

        steps.finishOldest();
        steps.finishOldest();
        assertThat(model.shownProperty().get()).containsExactly(a, c);
        assertThat(steps.pending()).isZero();
    }

    @Test
    void whatAFilterFoundIsNotShownAfterItWasCleared() {
        var model = model(steps);
        model.show(List.of(a, b, c));
        model.filterTextProperty().set("count:3");
        model.filterTextProperty().set("");
        steps.finishOldest();
        assertThat(model.shownProperty().get()).containsExactly(a, b, c);
    }

    @Test
    void aFaultyConditionIsToldAndTheOthersHold() {
        model.show(List.of(a, b, c));
        model.filterTextProperty().set("-b count:1x -c");
        assertThat(model.filterFaultProperty().get().code()).isEqualTo(Code.NOT_A_NUMBER);
        assertThat(model.shownProperty().get()).containsExactly(a);

        model.filterTextProperty().set("count:3");
        assertThat(model.filterFaultProperty().get()).isNull();
        assertThat(model.shownProperty().get()).containsExactly(a, c);
    }

    @Test
    void theSelectedRowStaysWhateverBecomesOfIt() {
        model.show(List.of(a, b));
        model.selectedIdProperty().set("a");
        assertThat(model.presenceProperty().get()).isEqualTo(Presence.SHOWN);

        model.filterTextProperty().set("count:1");
        assertThat(model.selectedProperty().get()).isEqualTo(a);
        assertThat(model.presenceProperty().get()).isEqualTo(Presence.FILTERED_OUT);

        model.show(List.of(b, c));
        assertThat(model.selectedProperty().get()).isEqualTo(a);
        assertThat(model.presenceProperty().get()).isEqualTo(Presence.GONE);

        Row changed = new Row("a", 1, clock.instant());
        model.show(List.of(changed));
        assertThat(model.selectedProperty().get()).isEqualTo(changed);
        assertThat(model.presenceProperty().get()).isEqualTo(Presence.SHOWN);
    }

    @Test
    void aRowThatIsNotThereYetIsSelectedWhenItComes() {
        model.selectedIdProperty().set("a");
        assertThat(model.selectedProperty().get()).isNull();
        model.show(List.of(a));
        assertThat(model.selectedProperty().get()).isEqualTo(a);
        model.selectedIdProperty().set("b");
        assertThat(model.selectedProperty().get()).isNull();
    }

    @Test
    void rowsComeAndGoAsTimePasses() {
        model.show(List.of(a));
        model.filterTextProperty().set("age>1m");
        assertThat(model.shownProperty().get()).isEmpty();
        clock.advance(Duration.ofSeconds(61));
        model.timePassed();
        assertThat(model.shownProperty().get()).containsExactly(a);
    }

    @Test
    void theFilterIsRemembered() {
        model.filterTextProperty().set("count:3");
        model.filterTextProperty().set("count:");
        var later = model(new DirectTaskRunner());
        assertThat(later.filterTextProperty().get()).isEqualTo("count:3");
        later.show(List.of(a, b));
        assertThat(later.shownProperty().get()).containsExactly(a);
    }

    @Test
    void filtersAreSavedTheNewestFirst() {
        model.saved().add("count:3", "");
        model.saved().add("a b", "");
        model.saved().add("count:3", "");
        assertThat(model(new DirectTaskRunner()).saved().all())
                .containsExactly(new Saved("", "count:3"), new Saved("", "a b"));
        model.saved().remove("count:3");
        assertThat(model.saved().all()).containsExactly(new Saved("", "a b"));
    }

    @Test
    void aSavedFilterMayHaveANameThatChanges() {
        model.saved().add("count:3", "  Three\n of\tthem ");
        model.saved().add("count:4", "Four");
        assertThat(model(new DirectTaskRunner()).saved().all())
                .containsExactly(new Saved("Four", "count:4"), new Saved("Three of them", "count:3"));
        model.saved().add("count:3", "3");
        assertThat(model.saved().name("count:3")).isEqualTo("3");
        assertThat(model.saved().replaces("FOUR", "count:3")).isTrue();
        assertThat(model.saved().replaces("four", "count:4")).isFalse();
        model.saved().add("count:3", "four");
        assertThat(model.saved().all()).containsExactly(new Saved("four", "count:3"));
        model.saved().add("count:3", "");
        assertThat(model.saved().all()).containsExactly(new Saved("", "count:3"));
        model.saved().add("count:5", "x".repeat(50));
        assertThat(model.saved().name("count:5")).hasSize(SavedFilters.LONGEST_NAME);
    }

    @Test
    void filtersThatWereSavedBeforeTheyHadNamesAreThere() {
        memory.put("rows.saved", "count:3\na b");
        assertThat(model.saved().all()).containsExactly(new Saved("", "count:3"), new Saved("", "a b"));
        model.saved().add("a b", "Both");
        assertThat(model.saved().all()).containsExactly(new Saved("Both", "a b"), new Saved("", "count:3"));
    }

    private RowsViewModel<Row> model(TaskRunner runner) {
        return new RowsViewModel<>("rows", Row::id, KEYS, runner, clock, ZoneOffset.UTC, memory);
    }
}
