package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotViewModelTest {
    private final PortException down =
            new PortException(PortException.Kind.UNREACHABLE, "OrderDLQ", "connection refused");
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, clock);
    private final SnapshotViewModel model = letters.model.snapshots();

    @Test
    void nothingIsReceivedByItself() {
        letters.put(SampleData.letters());
        letters.model.shown();
        letters.sampled.set(6L);
        finish();
        passes(Duration.ofMinutes(1));

        assertThat(letters.dead.queue.requests).isZero();
        assertThat(model.loadedProperty().get()).isNull();
        assertThat(letters.dead.queue.all())
                .allSatisfy(letter -> assertThat(letter.receiveCount()).isEqualTo(3));
    }

    @Test
    void takesInTheWholeQueueWhenAskedAndHoldsIt() {
        letters.put(SampleData.letters());
        load();

        assertThat(letters.model.rows())
                .extracting(LetterRow::orderId)
                .containsExactly(null, "ORD-55213", "ORD-55212", "ORD-55211", "ORD-55210", "ORD-55216");
        assertThat(model.loadedProperty().get().failing()).isEqualTo(5);
        assertThat(model.heldUntilProperty().get()).isEqualTo(SampleData.NOW.plus(Duration.ofMinutes(15)));
        assertThat(letters.dead.queue.visible()).isZero();
    }

    @Test
    void showsTheLastOneFromDiskWhichHoldsNothing() {
        letters.put(SampleData.letters());
        load();
        passes(Duration.ofMinutes(20));
        int requests = letters.dead.queue.requests;

        model.choose(LetterPlace.ORDER_UNDELIVERED);
        finish();
        assertThat(letters.model.rows()).isEmpty();
        model.choose(LetterPlace.ORDER_DLQ);
        finish();

        assertThat(letters.model.rows()).hasSize(6);
        assertThat(model.loadedProperty().get().snapshot().head().takenAt()).isEqualTo(SampleData.NOW);
        assertThat(model.heldUntilProperty().get()).isNull();
        assertThat(letters.dead.queue.requests).isEqualTo(requests);
    }

    @Test
    void anotherQueueReleasesThisOne() {
        letters.put(SampleData.letters());
        load();

        model.choose(LetterPlace.ORDER_UNDELIVERED);
        finish();

        assertThat(letters.dead.queue.visible()).isEqualTo(6);
        letters.undelivered.queue.put(SampleData.letter("u1", Duration.ofMinutes(1), "x"));
        load();
        assertThat(letters.model.rows()).extracting(LetterRow::id).containsExactly("u1");
    }

    @Test
    void whatIsReleasedIsThereForOthersAndStaysListed() {
        letters.put(SampleData.letters());
        load();

        model.release();
        finish();

        assertThat(letters.dead.queue.visible()).isEqualTo(6);
        assertThat(model.heldUntilProperty().get()).isNull();
        assertThat(letters.model.rows()).hasSize(6);
    }

    @Test
    void isHeldLongerWhileItIsUsedAndEndsWhenItIsNot() {
        letters.put(SampleData.letters());
        load();
        letters.model.shown();
        passes(Duration.ofMinutes(10));
        letters.model.selectedIdProperty().set("0d7c2a90-1");
        passes(Duration.ofSeconds(1));
        assertThat(model.heldUntilProperty().get())
                .isEqualTo(SampleData.NOW.plusSeconds(601).plus(Duration.ofMinutes(15)));

        passes(Duration.ofMinutes(14));
        assertThat(model.heldUntilProperty().get()).isNotNull();
        passes(Duration.ofMinutes(1));
        assertThat(model.heldUntilProperty().get()).isNull();
        assertThat(letters.dead.queue.visible()).isEqualTo(6);
    }

    @Test
    void isNotHeldLongerWhileTheTabIsNotShown() {
        letters.put(SampleData.letters());
        load();
        letters.model.shown();
        letters.model.hidden();
        letters.model.selectedIdProperty().set("0d7c2a90-1");
        clock.advance(Duration.ofMinutes(10));
        runner.fireLater();
        assertThat(runner.pending()).isEqualTo(1); // the details of what is selected
        clock.advance(Duration.ofMinutes(5));
        letters.model.shown();
        finish();

        assertThat(model.heldUntilProperty().get()).isNull();
        assertThat(letters.dead.queue.visible()).isEqualTo(6);
    }

    @Test
    void whatIsHeldComesBackBeforeItIsTakenInAgain() {
        letters.put(SampleData.letters());
        load();
        load();

        assertThat(letters.model.rows()).hasSize(6);
        assertThat(letters.model.rows().get(1).receives().ours()).isEqualTo(2);
    }

    @Test
    void saysWhatOneOfManyCostsAndWaitsForAnAnswer() {
        for (int i = 0; i < 1_500; i++) {
            letters.dead.queue.put(SampleData.letter("m" + i, Duration.ofMinutes(1), "x"));
        }
        letters.sampled.set(1_500L);
        model.load();

        assertThat(model.costProperty().get().requests()).isEqualTo(300);
        assertThat(model.costProperty().get().dollars()).isEqualTo(0.000_12, within(1e-9));
        assertThat(model.progressProperty().get()).isNull();
        model.dismiss();
        assertThat(runner.pending()).isZero();

        model.load();
        model.confirm();
        finish();
        assertThat(letters.model.rows()).hasSize(1_500);
        assertThat(model.costProperty().get()).isNull();
    }

    @Test
    void aCancelledOneReleasesWhatItTookInAndLeavesTheListAlone() {
        letters.put(SampleData.letters());
        load();
        model.release();
        finish();
        letters.dead.queue.put(SampleData.letter("later", Duration.ofMinutes(1), "x"));

        model.load();
        model.cancel();
        assertThat(model.stoppingProperty().get()).isTrue();
        finish();

        assertThat(model.stoppingProperty().get()).isFalse();
        assertThat(model.progressProperty().get()).isNull();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(letters.model.rows()).hasSize(6);
        assertThat(letters.dead.queue.visible()).isEqualTo(7);
    }

    @Test
    void aFailedOneKeepsTheListAndSaysWhy() {
        letters.put(SampleData.letters());
        load();
        letters.dead.queue.fault = down;
        load();

        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(letters.model.rows()).hasSize(6);
        letters.dead.queue.fault = null;
        clock.advance(Duration.ofMinutes(15));
        load();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void oneAtATime() {
        letters.put(SampleData.letters());
        model.load();
        model.load();
        assertThat(runner.pending()).isEqualTo(1);
    }

    @Test
    void leavingReleases() {
        letters.put(SampleData.letters());
        load();
        model.leave();
        finish();
        assertThat(letters.dead.queue.visible()).isEqualTo(6);
    }

    @Test
    void leavingInTheMiddleHoldsNothing() {
        letters.put(SampleData.letters());
        model.load();
        model.leave();
        finish();
        assertThat(letters.dead.queue.visible()).isEqualTo(6);
    }

    @Test
    void causesTellWhatIsNewSinceTheOneBefore() {
        letters.put(List.of(SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "0"))));
        load();
        assertThat(letters.model.causes().causesProperty().get())
                .singleElement()
                .satisfies(cause -> assertThat(cause.fresh()).isNegative());
        letters.put(List.of(
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "0")),
                SampleData.letter("m3", Duration.ofMinutes(1), SampleData.order("O3", "1.5"))));
        load();

        assertThat(letters.model.causes().causesProperty().get())
                .extracting(cause -> cause.group().key(), cause -> cause.group().count(), CausesViewModel.Cause::fresh)
                .containsExactly(tuple("quantity:RANGE", 2, 1), tuple("quantity:NOT_AN_INTEGER", 1, 1));
    }

    private void load() {
        model.load();
        finish();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private void passes(Duration time) {
        clock.advance(time);
        runner.fireLater();
        model.tick();
        finish();
    }
}
