package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.MoveTask.State;
import org.junit.jupiter.api.Test;

class MoveViewModelTest {
    private final PortException down =
            new PortException(PortException.Kind.UNREACHABLE, "OrderDLQ", "connection refused");
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters =
            new LetterFixture(runner, new MutableClock(SampleData.NOW)).put(SampleData.letters());
    private final MoveViewModel model = letters.moves;

    @Test
    void theConfirmationSaysHowManyWouldFailAgain() {
        letters.sampled.set(20L);
        load();

        assertThat(model.confirmation()).isEqualTo(new MoveViewModel.Confirmation(20, 6, 5));
        letters.sampled.set(0L); // the sample lags behind: no fewer than were seen
        assertThat(model.confirmation().approximate()).isEqualTo(6);
    }

    @Test
    void followsTheTaskToItsEndAndReleasesFirst() {
        load();
        letters.dead.moves.size = 6;
        letters.dead.moves.perLook = 2;

        model.start();
        assertThat(model.progressProperty().get()).isNotNull();
        assertThat(letters.jobs.running()).singleElement().satisfies(job -> assertThat(job.title())
                .isEqualTo("Redriving 6 messages"));
        runner.finishOldest();

        assertThat(letters.dead.queue.visible()).isEqualTo(6);
        assertThat(letters.model.snapshots().heldUntilProperty().get()).isNull();
        assertThat(letters.pauses).isEqualTo(3);
        assertThat(model.progressProperty().get()).isNull();
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(6);
        assertThat(letters.dead.moves.size).isZero();
        assertThat(letters.jobs.running()).isEmpty();
    }

    @Test
    void oneAtATimeAndNotDuringASnapshot() {
        model.start();
        model.start();
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();

        letters.model.snapshots().load();
        model.start();
        assertThat(runner.pending()).isEqualTo(1);
    }

    @Test
    void aCancelledOneTellsHowManyWereMoved() {
        letters.dead.moves.size = 6;
        letters.onPause = () -> {
            if (letters.pauses == 2) {
                model.cancel();
            }
        };

        model.start();
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.CANCELLED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(2);
        assertThat(letters.dead.moves.size).isEqualTo(4);
    }

    @Test
    void oneThatCannotStartSaysWhyAndChangesNothing() {
        letters.dead.moves.listFaults.add(down);

        model.start();
        runner.finishOldest();

        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(model.progressProperty().get()).isNull();
        assertThat(letters.dead.moves.calls).isEmpty();
        model.dismiss();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void anUnansweredLookAtTheTaskDoesNotEndIt() {
        letters.onPause = () -> {
            if (letters.pauses == 1) {
                letters.dead.moves.listFaults.add(down);
            }
        };

        model.start();
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
    }

    private void load() {
        letters.model.snapshots().load();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }
}
