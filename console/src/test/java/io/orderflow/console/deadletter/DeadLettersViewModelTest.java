package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.table.RowsViewModel.Presence;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.evidence.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadLettersViewModelTest {
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, clock);
    private final DeadLettersViewModel model = letters.model;

    @Test
    void theSelectionStaysWithItsMessageOverALoad() {
        letters.put(SampleData.letters());
        load();
        model.selectedIdProperty().set("0d7c2a90-1");
        assertThat(model.selectedProperty().get().received()).isEqualTo(4);

        load();

        assertThat(model.selectedIdProperty().get()).isEqualTo("0d7c2a90-1");
        assertThat(model.selectedProperty().get().received()).isEqualTo(5);
    }

    @Test
    void theDetailsOfAMessageThatIsNoLongerThereStay() throws Exception {
        letters.put(SampleData.letters());
        load();
        model.selectedIdProperty().set("0d7c2a90-1");
        finish();
        LetterRow row = model.selectedProperty().get();
        letters.dead.queue.delete(
                List.of(model.snapshots().held().handle(row.id()).orElseThrow()));
        load();

        assertThat(model.rows()).hasSize(5);
        assertThat(model.selectedProperty().get().orderId()).isEqualTo("ORD-55210");
        assertThat(model.details().letterProperty().get().details().order()).contains("ORD-55210");
        assertThat(model.table().presenceProperty().get()).isEqualTo(Presence.GONE);
    }

    @Test
    void theDetailsAreReadInTheBackgroundAndTheNewestSelectionWins() {
        letters.put(SampleData.letters());
        load();
        model.selectedIdProperty().set("0d7c2a90-1");
        model.selectedIdProperty().set("0d7c2a90-3");
        assertThat(model.details().letterProperty().get()).isNull();

        runner.finishNewest();
        finish();

        ShownLetter shown = model.details().letterProperty().get();
        assertThat(shown.details().row().orderId()).isEqualTo("ORD-55213");
        assertThat(shown.order().text()).startsWith("{\n  \"orderId\": \"ORD-55213\",\n");
        assertThat(shown.fields()).containsEntry("quantity", "2");
    }

    @Test
    void orderAndEnvelopeAreApart() {
        letters.put(
                List.of(
                        SampleData.letter(
                                "m1",
                                Duration.ofMinutes(1),
                                """
                {"Type":"Notification","MessageId":"p1","TopicArn":"arn:t","Message":"{\\"orderId\\":\\"O1\\"}",\
                "Timestamp":"2026-11-22T13:51:02.000Z","MessageAttributes":{"source":{"Type":"String","Value":"shop"}}}""")));
        load();
        model.selectedIdProperty().set("m1");
        finish();

        ShownLetter shown = model.details().letterProperty().get();
        assertThat(shown.details().order()).isEqualTo("{\"orderId\":\"O1\"}");
        assertThat(shown.envelope().messageId()).isEqualTo("p1");
        assertThat(shown.envelope().attributes()).containsExactly(new MessageAttribute("source", "String", "shop"));
    }

    @Test
    void theOrdersRowIsReadBesideIt() {
        letters.put(SampleData.letters());
        letters.dead.rows.put(
                "ORD-55213", new OrderState(Instant.EPOCH, "00", Instant.EPOCH, null, Map.of("orderId", "ORD-55213")));
        load();
        model.selectedIdProperty().set("0d7c2a90-3");
        finish();

        assertThat(model.details().letterProperty().get().details().stored().fields())
                .containsEntry("orderId", "ORD-55213");
    }

    @Test
    void aRowThatCannotBeReadTakesNothingAwayFromTheLetter() {
        letters.put(SampleData.letters());
        load();
        letters.dead.rowsFault = new PortException(PortException.Kind.DENIED, "Orders", "no");
        model.selectedIdProperty().set("0d7c2a90-3");
        finish();

        ShownLetter shown = model.details().letterProperty().get();
        assertThat(shown.details().order()).contains("ORD-55213");
        assertThat(shown.rowFault()).isSameAs(letters.dead.rowsFault);
    }

    @Test
    void aChosenCauseIsAskedForInTheFilterLineBesideTheRest() {
        letters.put(SampleData.letters());
        load();
        model.table().filterTextProperty().set("age<1h");
        CausesViewModel causes = model.causes();
        causes.choose("quantity:RANGE");
        finish();

        assertThat(model.table().filterTextProperty().get()).isEqualTo("age<1h group:quantity:RANGE");
        assertThat(model.table().shownProperty().get())
                .extracting(LetterRow::orderId)
                .containsExactly("ORD-55210");
        assertThat(causes.chosenProperty().get()).isEqualTo("quantity:RANGE");

        causes.choose(null);
        assertThat(model.table().filterTextProperty().get()).isEqualTo("age<1h");
        model.table().filterTextProperty().set("-group:x");
        assertThat(causes.chosenProperty().get()).isNull();
    }

    @Test
    void aNoteOnACauseIsRemembered() {
        model.causes().note("a:B", "the shop mends it");
        assertThat(new CausesViewModel(model.table(), letters.memory).note("a:B"))
                .isEqualTo("the shop mends it");
        model.causes().note("a:B", " ");
        assertThat(model.causes().note("a:B")).isEmpty();
    }

    @Test
    void agesTickWhileShown() {
        model.shown();
        finish();
        clock.advance(Duration.ofSeconds(1));
        runner.fireLater();
        assertThat(model.nowProperty().get()).isEqualTo(SampleData.NOW.plusSeconds(1));

        model.hidden();
        assertThat(runner.delays()).isEmpty();
    }

    private void load() {
        model.snapshots().load();
        finish();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    @Test
    void thoseThatAreLostWithinADayAreKnownAsTimePasses() {
        letters.put(List.of(
                SampleData.letter("soon", Duration.ofDays(13).plusHours(1), "x"),
                SampleData.letter("next", Duration.ofDays(12).plusHours(23), "x"),
                SampleData.letter("late", Duration.ofDays(1), "x")));
        model.shown();
        load();
        assertThat(expiring()).containsExactly("soon");
        clock.advance(Duration.ofHours(2));
        runner.fireLater();
        assertThat(expiring()).containsExactly("soon", "next");
        model.snapshots().without(Set.of("soon"));
        finish();
        assertThat(expiring()).containsExactly("next");
        clock.advance(Duration.ofDays(2));
        runner.fireLater();
        assertThat(expiring()).containsExactly("next");
    }

    private List<String> expiring() {
        return model.expiringProperty().get().stream().map(LetterRow::id).toList();
    }
}
