package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.FakeDeadLetters;
import io.orderflow.operations.deadletter.MoveTask.State;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class DeadLettersViewModelTest {
    private final PortException down =
            new PortException(PortException.Kind.UNREACHABLE, "OrderDLQ", "connection refused");

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Jobs jobs = SampleJobs.jobs();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private final SimpleObjectProperty<Long> sampled = new SimpleObjectProperty<>();
    private int pauses;
    private Runnable onPause = () -> {};
    private final DeadLettersViewModel model = new DeadLettersViewModel(
            deadLetters,
            new Diagnoser(new OrderMessageCodec(new OrderValidator(clock))),
            runner,
            new FakeMonitor(),
            jobs,
            sampled,
            clock,
            length -> {
                pauses++;
                onPause.run();
            },
            new RedriveTexts(new Texts(Locale.ENGLISH), "OrderQueue")::job,
            ZoneOffset.UTC,
            Memory.ofThisProcess());

    @Test
    void looksWhenShownAndListsTheLongestWaitingFirst() {
        SampleData.letters().forEach(deadLetters::put);
        assertThat(deadLetters.readings()).isZero();

        model.shown();
        assertThat(model.loadingProperty().get()).isTrue();
        runner.finishOldest();

        assertThat(model.loadingProperty().get()).isFalse();
        assertThat(model.rows())
                .extracting(row -> row.diagnosis().orderId())
                .containsExactly(null, "ORD-55213", "ORD-55212", "ORD-55211", "ORD-55210", "ORD-55216");
        assertThat(model.rows()).filteredOn(DeadLetterRow::wouldFailAgain).hasSize(5);
    }

    @Test
    void looksAgainWhenTheSampledCountChangesButOnlyWhileShown() {
        sampled.set(3L);
        assertThat(runner.pending()).isZero();
        model.shown();
        runner.finishOldest();

        sampled.set(4L);
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();

        sampled.set(0L); // what the look saw too
        assertThat(runner.pending()).isZero();

        model.hidden();
        sampled.set(9L);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void theNewestLookWins() {
        model.shown();
        model.load();
        deadLetters.put(SampleData.letter("a", Duration.ofMinutes(1), "x"));
        runner.finishNewest();
        assertThat(model.rows()).hasSize(1);

        deadLetters.put(SampleData.letter("b", Duration.ofMinutes(1), "y"));
        runner.finishOldest(); // the first, given up
        assertThat(model.rows()).hasSize(1);
    }

    @Test
    void theSelectionStaysWithItsMessageOverALook() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        model.selectedIdProperty().set("0d7c2a90-1");
        assertThat(model.selectedProperty().get().letter().receiveCount()).isEqualTo(4);

        model.load();
        runner.finishOldest();

        assertThat(model.selectedIdProperty().get()).isEqualTo("0d7c2a90-1");
        assertThat(model.selectedProperty().get().letter().receiveCount()).isEqualTo(5);
    }

    @Test
    void theDetailsOfAMessageThatIsNoLongerThereStay() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        model.selectedIdProperty().set("0d7c2a90-1");
        model.redriveAll();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(model.rows()).isEmpty();
        assertThat(model.selectedProperty().get().diagnosis().orderId()).isEqualTo("ORD-55210");
        assertThat(model.table().presenceProperty().get()).isEqualTo(Presence.GONE);
    }

    @Test
    void aFailedLookKeepsTheRowsAndTriesAgainLater() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        deadLetters.failNext(down);
        model.load();
        runner.finishOldest();

        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(model.rows()).hasSize(6);
        assertThat(runner.delays()).contains(Duration.ofSeconds(10));

        runner.fireLater();
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void theConfirmationSaysHowManyWouldFailAgain() {
        SampleData.letters().forEach(deadLetters::put);
        sampled.set(20L);
        show();

        assertThat(model.confirmation()).isEqualTo(new DeadLettersViewModel.Confirmation(20, 6, 5));
        sampled.set(0L); // the sample lags behind: no fewer than were seen
        assertThat(model.confirmation().approximate()).isEqualTo(6);
    }

    @Test
    void redriveAllFollowsTheTaskToItsEndAndLooksAgain() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        deadLetters.movesPerLook(2);

        model.redriveAll();
        assertThat(model.redriveProperty().get()).isNotNull();
        assertThat(jobs.running()).singleElement().satisfies(job -> assertThat(job.title())
                .isEqualTo("Redriving 6 messages"));
        runner.finishOldest();

        assertThat(pauses).isEqualTo(3);
        assertThat(model.redriveProperty().get()).isNull();
        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(6);
        assertThat(deadLetters.orderQueueBodies()).hasSize(6);
        assertThat(jobs.running()).isEmpty();

        runner.finishOldest();
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void nothingIsLookedAtDuringARedrive() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        model.redriveAll();
        int readings = deadLetters.readings();

        model.load();
        sampled.set(2L);
        model.redriveAll();

        assertThat(runner.pending()).isEqualTo(1);
        assertThat(deadLetters.readings()).isEqualTo(readings);
    }

    @Test
    void aCancelledRedriveTellsHowManyWereMoved() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        deadLetters.movesPerLook(1);
        onPause = () -> {
            if (pauses == 2) {
                model.cancelRedrive();
            }
        };

        model.redriveAll();
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.CANCELLED);
        assertThat(model.outcomeProperty().get().moved()).isEqualTo(2);
        assertThat(deadLetters.size()).isEqualTo(4);
    }

    @Test
    void aRedriveThatCannotStartSaysWhyAndChangesNothing() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        deadLetters.failNext(down);

        model.redriveAll();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(model.redriveFaultProperty().get()).isSameAs(down);
        assertThat(model.redriveProperty().get()).isNull();
        assertThat(model.rows()).hasSize(6);
        model.dismissOutcome();
        assertThat(model.redriveFaultProperty().get()).isNull();
    }

    @Test
    void anUnansweredLookAtTheTaskDoesNotEndTheRedrive() {
        SampleData.letters().forEach(deadLetters::put);
        show();
        onPause = () -> {
            if (pauses == 1) {
                deadLetters.failNext(down);
            }
        };

        model.redriveAll();
        runner.finishOldest();

        assertThat(model.outcomeProperty().get().state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void looksAgainOnceSomebodyHasSignedIn() {
        deadLetters.failNext(new PortException(PortException.Kind.CREDENTIALS, "OrderDLQ", "the token has expired"));
        show();
        assertThat(model.faultProperty().get()).isNotNull();
        runner.fireLater();
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void agesTickWhileShown() {
        show();
        clock.advance(Duration.ofSeconds(1));
        runner.fireLater();
        assertThat(model.nowProperty().get()).isEqualTo(SampleData.NOW.plusSeconds(1));

        model.hidden();
        assertThat(runner.delays()).isEmpty();
    }

    private void show() {
        model.shown();
        runner.finishOldest();
    }
}
