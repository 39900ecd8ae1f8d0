package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadOnViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, new MutableClock(SampleData.NOW));
    private final ReadOnViewModel model = letters.model.log();

    @BeforeEach
    void theLineOfALetterStandsFarBack() {
        letters.put(List.of(
                SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "1"))));
        letters.dead.page = 1;
        for (int i = 0; i < 30; i++) {
            letters.dead.lines.add(SampleData.failure(i == 25 ? "m1" : "other" + i));
        }
        letters.model.snapshots().load();
        finish();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private Evidence evidence(String id) {
        return letters.model.rows().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow()
                .judgement()
                .evidence();
    }

    @Test
    void readsOnAndJudgesAnew() {
        assertThat(evidence("m1")).isEqualTo(Evidence.UNKNOWN);
        model.more();
        assertThat(model.readingProperty().get()).isTrue();
        finish();
        assertThat(model.readingProperty().get()).isFalse();
        assertThat(evidence("m1")).isEqualTo(Evidence.LOG);
        assertThat(evidence("m2")).isEqualTo(Evidence.UNKNOWN);
        assertThat(letters.model.causes().causesProperty().get()).hasSize(2);
        assertThat(letters.model.snapshots().loadedProperty().get().snapshot().moreLog())
                .isNull();
        assertThat(letters.model.snapshots().heldUntilProperty().get()).isNotNull();
    }

    @Test
    void whatWasTakenOutMeanwhileStaysOut() {
        model.more();
        letters.model.snapshots().without(Set.of("m2"));
        runner.finish(1);
        finish();
        assertThat(letters.model.rows()).extracting(LetterRow::id).containsExactly("m1");
        assertThat(evidence("m1")).isEqualTo(Evidence.LOG);
    }

    @Test
    void ofTwoThatAreTakenOutAtOnceNoneComesBack() {
        letters.model.snapshots().without(Set.of("m1"));
        letters.model.snapshots().without(Set.of("m2"));
        finish();
        assertThat(letters.model.rows()).isEmpty();
    }

    @Test
    void anotherQueueIsNotToldOfIt() {
        model.more();
        letters.model.snapshots().choose(LetterPlace.ORDER_UNDELIVERED);
        finish();
        assertThat(letters.model.rows()).isEmpty();
        assertThat(model.readingProperty().get()).isFalse();
    }

    @Test
    void whatFailsIsToldAndTheLettersStay() {
        letters.dead.logFault = new PortException(PortException.Kind.THROTTLED, "the log", "slowly");
        model.more();
        finish();
        assertThat(model.faultProperty().get()).isSameAs(letters.dead.logFault);
        assertThat(letters.model.rows()).hasSize(2);
        letters.dead.logFault = null;
        model.more();
        finish();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(evidence("m1")).isEqualTo(Evidence.LOG);
    }
}
