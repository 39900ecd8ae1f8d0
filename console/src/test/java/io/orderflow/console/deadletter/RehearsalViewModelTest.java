package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RehearsalViewModelTest {
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, clock);
    private final RehearsalViewModel model = letters.redrives.rehearsal();

    @BeforeEach
    void load() {
        letters.put(List.of(
                SampleData.letter("g1", Duration.ofMinutes(5), SampleData.order("G1", "2")),
                SampleData.letter("b1", Duration.ofMinutes(3), SampleData.order("B1", "1.5"))));
        letters.model.snapshots().load();
        finish();
    }

    @Test
    void runsExactlyTheFrozenSetAndSendsNothing() {
        model.rehearse(plan(Set.of(LeftOut.FAILING)));
        assertThat(model.progressProperty().get().total()).isEqualTo(2);
        letters.rehearsal.meanwhile = () -> clock.advance(Duration.ofSeconds(9));
        finish();

        assertThat(letters.rehearsal.runs).singleElement().satisfies(run -> assertThat(run)
                .extracting(OutgoingLetter::key)
                .containsExactlyInAnyOrder("g1", "b1"));
        assertThat(model.rehearsedProperty().get().report().totals())
                .containsEntry(RehearsedEnd.Kind.STORED, 1)
                .containsEntry(RehearsedEnd.Kind.MALFORMED, 1);
        assertThat(model.rehearsedProperty().get().codeMatches()).isTrue();
        assertThat(model.rehearsedProperty().get().took()).isEqualTo(Duration.ofSeconds(9));
        assertThat(model.progressProperty().get()).isNull();
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void whatIsFrozenAgainIsNotRehearsed() {
        model.rehearse(plan(Set.of()));
        finish();
        plan(Set.of(LeftOut.FAILING));
        assertThat(model.rehearsedProperty().get()).isNull();

        model.rehearse(letters.redrives.planProperty().get());
        letters.redrives.thaw(); // in the middle
        finish();
        assertThat(model.rehearsedProperty().get()).isNull();
        assertThat(model.progressProperty().get()).isNull();
    }

    @Test
    void saysThatOtherCodeIsDeployed() {
        letters.dead.codeMatches = false;
        letters.model.snapshots().load();
        finish();
        model.rehearse(plan(Set.of()));
        finish();
        assertThat(model.rehearsedProperty().get().codeMatches()).isFalse();
    }

    @Test
    void oneThatFailsSaysWhyAndOneThatIsStoppedNothing() {
        RedrivePlan plan = plan(Set.of());
        letters.rehearsal.fault = new PortException(PortException.Kind.REFUSED, "rehearsal", "no room");
        model.rehearse(plan);
        finish();
        assertThat(model.faultProperty().get()).isSameAs(letters.rehearsal.fault);

        model.rehearse(plan);
        assertThat(model.faultProperty().get()).isNull();
        model.clear();
        finish();
        assertThat(model.progressProperty().get()).isNull();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void whileItRunsItsLettersAreInUse() {
        model.rehearse(plan(Set.of()));
        letters.model.snapshots().tick();
        runner.finishNewest(); // the use that the freeze was
        clock.advance(Duration.ofMinutes(10));
        letters.rehearsal.meanwhile = () -> clock.advance(Duration.ofMinutes(2));
        finish();
        letters.model.snapshots().tick();
        finish();
        assertThat(letters.model.snapshots().heldUntilProperty().get())
                .isEqualTo(SampleData.NOW.plus(Duration.ofMinutes(27)));
    }

    private RedrivePlan plan(Set<LeftOut> putBack) {
        letters.redrives.freeze(RedriveDraft.of(letters.model.rows(), List.of("--all")), "OrderQueue", putBack);
        finish();
        return letters.redrives.planProperty().get();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }
}
