package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.MoveTask.State;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javafx.collections.FXCollections;
import org.junit.jupiter.api.Test;

class MoveViewModelTest {
    private final PortException down =
            new PortException(PortException.Kind.UNREACHABLE, "OrderDLQ", "connection refused");
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Memory memory = Memory.ofThisProcess();
    private final Jobs jobs = new Jobs(
            FXCollections.observableArrayList(),
            "Embedded",
            new ActivityLog(memory, Clock.systemUTC()),
            fault -> String.valueOf(fault.getMessage()),
            Clock.systemUTC());
    private final LetterFixture letters = new LetterFixture(
                    runner, new MutableClock(SampleData.NOW), jobs, Memory.ofThisProcess())
            .put(SampleData.letters());
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

        model.start(null, "");
        assertThat(model.progressProperty().get()).isNotNull();
        assertThat(letters.jobs.running()).singleElement().satisfies(job -> assertThat(job.title())
                .isEqualTo("Moving 6 messages"));
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
        model.start(null, "");
        model.start(null, "");
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();

        letters.model.snapshots().load();
        model.start(null, "");
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

        model.start(null, "");
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.CANCELLED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(2);
        assertThat(letters.dead.moves.size).isEqualTo(4);
    }

    @Test
    void oneThatCannotStartSaysWhyAndChangesNothing() {
        letters.dead.moves.listFaults.add(down);

        model.start(null, "");
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

        model.start(null, "");
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void oneThatRunsIsFoundByItselfAndFollowedWhileTheTabIsShown() {
        letters.dead.moves.size = 4;
        var unused = letters.dead.moves.start(null);
        model.shown();
        runner.finishOldest();
        assertThat(model.progressProperty().get().done()).isEqualTo(1);
        assertThat(model.isFound()).isTrue();
        assertThat(letters.jobs.running()).isEmpty(); // it ends with nobody's window

        assertThat(activities()).containsExactly("Moving 4 messages RUNNING");

        model.start(null, "");
        assertThat(runner.pending()).isZero();
        model.hidden();
        runner.fireLater();
        assertThat(runner.pending()).isZero();

        model.shown();
        while (model.progressProperty().get() != null) {
            look();
        }
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(4);
        assertThat(activities()).as("once").containsExactly("Moving 4 messages DONE");
        runner.fireLater();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void oneThatWasFoundCanBeCancelled() {
        letters.dead.moves.size = 9;
        var unused = letters.dead.moves.start(null);
        model.shown();
        runner.finishOldest();
        letters.dead.moves.cancelFaults.add(down);
        model.cancel();
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(model.stoppingProperty().get()).isFalse();

        model.cancel();
        assertThat(model.stoppingProperty().get()).isTrue();
        runner.finishOldest();
        while (model.progressProperty().get() != null) {
            look();
        }
        assertThat(letters.dead.moves.calls).containsExactly("start null", "cancel handle");
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.CANCELLED);
        assertThat(model.stoppingProperty().get()).isFalse();
    }

    @Test
    void oneThatTheEndpointForgetsHasEnded() {
        letters.dead.moves.size = 9;
        var unused = letters.dead.moves.start(null);
        model.shown();
        runner.finishOldest();
        letters.dead.moves.forgetful = true;
        look();
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void leavingTheTabStopsNobodysMove() {
        letters.dead.moves.size = 9;
        var unused = letters.dead.moves.start(null);
        model.shown();
        runner.finishOldest();
        model.hidden();
        assertThat(letters.dead.moves.calls).containsExactly("start null");
    }

    @Test
    void whereThereAreNoMovesItIsSaidAndNotAskedAgain() {
        var none = new PortException(PortException.Kind.REFUSED, "OrderDLQ", "not supported by this endpoint");
        letters.dead.moves.listFaults.add(none);
        model.shown();
        runner.finishOldest();
        assertThat(model.unavailableProperty().get()).isSameAs(none);
        runner.fireLater();
        assertThat(runner.pending()).isZero();

        model.hidden();
        letters.dead.moves.listFaults.add(down); // that may pass
        model.shown();
        runner.finishOldest();
        look();
        assertThat(model.unavailableProperty().get()).isNull();
    }

    @Test
    void goesAsFastAsItIsTold() {
        model.start(200, "");
        runner.finishOldest();
        assertThat(letters.dead.moves.calls).first().isEqualTo("start 200");
        assertThat(MoveViewModel.isRate("")).isTrue();
        assertThat(MoveViewModel.isRate("1") && MoveViewModel.isRate("500")).isTrue();
        assertThat(MoveViewModel.isRate("0")
                        || MoveViewModel.isRate("501")
                        || MoveViewModel.isRate("-1")
                        || MoveViewModel.isRate("x"))
                .isFalse();
    }

    @Test
    void anotherConsolesMarkEndsItUnlessItIsTakenOver() {
        load();
        letters.dead.marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", Instant.parse("2999-01-01T00:00:00Z")));
        model.start(null, "orderflow dead-letters move");
        runner.finishOldest();
        assertThat(letters.dead.moves.calls).isEmpty();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(letters.redrives.marked().markProperty().get()).isNotNull();
        assertThat(letters.model.snapshots().heldUntilProperty().get())
                .as("nothing was let go")
                .isNotNull();

        letters.redrives.marked().takeOver();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        assertThat(letters.dead.moves.calls).containsExactly("start null");
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
    }

    private List<String> activities() {
        return new ActivityLog(memory, Clock.systemUTC())
                .newest().stream()
                        .map(each -> each.title() + " " + each.outcome().end())
                        .toList();
    }

    private void look() {
        runner.fireLater();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private void load() {
        letters.model.snapshots().load();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }
}
