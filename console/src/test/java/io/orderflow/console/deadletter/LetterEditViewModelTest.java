package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.deadletter.LetterEditViewModel.State;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.BodyDiff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LetterEditViewModelTest {
    @TempDir
    Path receipts;

    private final StepTaskRunner runner = new StepTaskRunner();
    private LetterFixture letters;

    @BeforeEach
    void letters() {
        letters = new LetterFixture(
                runner, new MutableClock(SampleData.NOW), SampleJobs.jobs(), Memory.ofThisProcess(), receipts);
    }

    private LetterEditViewModel edit(String body) {
        letters.put(List.of(SampleData.letter("m1", Duration.ofMinutes(5), body)));
        letters.model.snapshots().load();
        finish();
        LetterRow row = letters.model.rows().get(0);
        LetterEditViewModel model = letters.repairs.edit(row);
        assertThat(model.stateProperty().get()).isEqualTo(State.READING);
        finish();
        return model;
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private static List<String> lines(LetterEditViewModel model) {
        return model.checkedProperty().get().lines().stream()
                .filter(line -> line.kind() != BodyDiff.Kind.SAME)
                .map(line -> line.kind().sign() + line.text())
                .toList();
    }

    @Test
    void theOrderIsEditedOutOfItsEnvelopeAndTheRuleBookIsLive() {
        LetterEditViewModel model = edit(SampleData.envelope(SampleData.order("O1", "1.5")));
        assertThat(model.textProperty().get()).isEqualTo(SampleData.order("O1", "1.5"));
        assertThat(model.enveloped()).isTrue();
        assertThat(model.stateProperty().get()).isEqualTo(State.UNCHANGED);
        assertThat(model.checkedProperty().get().faults()).extracting("field").containsExactly("quantity");

        model.textProperty().set(SampleData.order("O1", "0"));
        assertThat(model.stateProperty().get()).isEqualTo(State.CHECKING);
        assertThat(model.ready()).isNull();
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.REFUSED);
        assertThat(model.ready()).isNull();

        model.textProperty().set(SampleData.order("O1", "2"));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        assertThat(lines(model)).containsExactly("−  \"quantity\": 1.5,", "+  \"quantity\": 2,");
    }

    @Test
    void onlyTheNewestVersionIsChecked() {
        LetterEditViewModel model = edit(SampleData.order("O1", "0"));
        model.textProperty().set(SampleData.order("O1", "1"));
        for (int i = 2; i < 50; i++) {
            model.textProperty().set(SampleData.order("O1", "-" + i));
        }
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();
        assertThat(model.stateProperty().get()).isEqualTo(State.CHECKING); // what was typed meanwhile
        assertThat(model.ready()).isNull();
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();
        assertThat(model.stateProperty().get()).isEqualTo(State.REFUSED);
        assertThat(runner.pending()).isZero();
    }

    @Test
    void whatIsTypedBackOrDiffersInWhiteSpaceAloneIsUnchanged() {
        LetterEditViewModel model = edit(SampleData.order("O1", "2"));
        model.textProperty().set(SampleData.order("O1", "3"));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        model.textProperty().set(SampleData.order("O1", "2"));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.UNCHANGED);
        model.textProperty().set("  " + SampleData.order("O1", " 2 ") + "\n");
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.UNCHANGED);
        assertThat(model.ready()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json at all\t\u0007 <b>bold</b> \u202Eevil\nsecond line",
                "",
                "{\"orderId\":\"\uD800\"}",
                "[[[[[[",
                "{\"Type\":\"Notification\",\"Message\":\"half",
                "\u202E\u2066\uFFFE\u0000"
            })
    void hostileBodiesAreShownSafelyAndCanBeReplaced(String body) {
        LetterEditViewModel model = edit(body.isEmpty() ? "x" : body);
        assertThat(model.stateProperty().get()).isEqualTo(State.UNCHANGED);
        model.textProperty().set(body + "y");
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.REFUSED);
        assertThat(model.checkedProperty().get().lines())
                .allSatisfy(line -> assertThat(line.text()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]"));
        model.textProperty().set(SampleData.order("O1", "2"));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        assertThat(model.ready().body()).isEqualTo(SampleData.order("O1", "2"));
    }

    @Test
    void oneThatIsTooLongForATextAreaIsNotWrittenThere() {
        LetterEditViewModel model = edit("x".repeat(LetterEditViewModel.MOST + 1));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.TOO_LONG);
        assertThat(model.textProperty().get()).isEmpty();
        assertThat(model.ready()).isNull();
        assertThat(model.written()).isFalse();
    }

    @Test
    void aBodyAsLongAsTheyGoIsCheckedOnceForAllThatIsTypedMeanwhile() {
        String order = SampleData.order("O1", "2");
        String longest = order.substring(0, order.length() - 1) + ",\"more\":\"";
        longest += "x".repeat(LetterEditViewModel.MOST - longest.length() - 2) + "\"}";
        LetterEditViewModel model = edit(longest);
        model.textProperty().set(longest.replace(":2,", ":3,"));
        finish();
        assertThat(model.stateProperty().get()).isEqualTo(State.READY);
        assertThat(lines(model)).contains("−  \"quantity\": 2,", "+  \"quantity\": 3,");
        model.textProperty().set(longest + " ".repeat(10) + "\n");
        finish();
        assertThat(model.stateProperty().get()).isIn(State.UNCHANGED, State.REFUSED);
    }

    @Test
    void theLetterIsSentAsWrittenAndFollowedLikeAnyOther() {
        LetterEditViewModel model = edit(SampleData.envelope(SampleData.order("O1", "0")));
        letters.put(List.of(SampleData.letter("m2", Duration.ofMinutes(1), "later")));
        model.textProperty().set(SampleData.order("O1", "4"));
        finish();
        letters.redrives.send(model.ready(), "orderflow dead-letters repair m1 --body order.json");
        assertThat(letters.redrives.runningProperty().get()).isTrue();
        finish();
        assertThat(letters.redrives.faultProperty().get()).isNull();
        assertThat(letters.redrives.reportProperty().get().outcomes()).containsEntry(End.STORED, 1);
        assertThat(letters.dead.sent)
                .extracting(OutgoingLetter::body)
                .containsExactly(SampleData.envelope(SampleData.order("O1", "4")));
        assertThat(letters.dead.queue.all()).extracting(DeadLetter::messageId).containsExactly("m2");
        assertThat(letters.model.rows()).isEmpty();
        letters.receipts.load(null);
        finish();
        assertThat(letters.receipts.openedProperty().get().order().commandLine())
                .isEqualTo("orderflow dead-letters repair m1 --body order.json");
    }

    @Test
    void whatTheRuleBookRefusesIsNeverSent() {
        LetterEditViewModel model = edit(SampleData.order("O1", "0"));
        model.textProperty().set(SampleData.order("O1", "-1"));
        finish();
        letters.redrives.send(model.checkedProperty().get().repair(), "");
        finish();
        assertThat(letters.redrives.faultProperty().get()).hasMessageContaining("would fail again");
        assertThat(letters.dead.sent).isEmpty();
        assertThat(letters.dead.queue.all()).hasSize(1);
    }
}
