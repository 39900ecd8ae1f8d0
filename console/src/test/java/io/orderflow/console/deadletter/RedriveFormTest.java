package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveFormTest {
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final LetterFixture letters = new LetterFixture(new DirectTaskRunner(), clock);
    private RedriveForm form;

    @BeforeEach
    void load() {
        letters.put(SampleData.letters());
        letters.model.snapshots().load();
        form = new RedriveForm(RedriveDraft.of(letters.model.rows(), List.of("--all")));
    }

    @Test
    void whatIsLeftEmptyIsTheDefault() {
        RedrivePlan plan = plan();
        assertThat(form.wrong()).isNull();
        assertThat(form.order(plan, "")).isEqualTo(plan.defaults());
        assertThat(form.words(null)).containsExactly("dead-letters", "redrive", "--all");
        assertThat(form.words(plan)).endsWith("--expect-set", plan.hash());
    }

    @Test
    void whatIsTypedIsInTheOrder() {
        form.rateProperty().set(" 50 ");
        form.followProperty().set("0");
        form.requestsProperty().set("4000");
        form.dollarsProperty().set("0.05");
        RedriveOrder order = form.order(plan(), "line");
        assertThat(order.pace().rate()).isEqualTo(50);
        assertThat(order.pace().follow()).isZero();
        assertThat(order.pace().budget()).isEqualTo(new Budget(4000, 0.05));
        assertThat(order.commandLine()).isEqualTo("line");
        assertThat(order.takeOver()).isFalse();
        form.requestsProperty().set("");
        assertThat(form.order(plan(), "").pace().budget()).isEqualTo(new Budget(Long.MAX_VALUE, 0.05));
    }

    @Test
    void toAnotherQueueNothingIsFollowedUnlessItIsAskedFor() {
        letters.dead.others.put("Archive", new FakeLetterQueue("Archive", clock));
        form.kindProperty().set(Destination.Kind.QUEUE);
        assertThat(form.wrong()).isEqualTo(RedriveForm.Wrong.QUEUE);
        form.queueProperty().set("Archive");
        assertThat(form.wrong()).isNull();
        assertThat(form.order(plan(), "").pace().follow()).isEqualTo(Duration.ZERO);
        assertThat(form.words(null)).contains("--to", "Archive").doesNotContain("--follow");
        form.followProperty().set("60");
        assertThat(form.order(plan(), "").pace().follow()).isEqualTo(Duration.ofSeconds(60));
        assertThat(form.words(null)).contains("--follow", "60");
    }

    @Test
    void aStageIsStoppedOnlyWhereItsEndsAreWaitedFor() {
        form.stopAtProperty().set("25");
        assertThat(form.words(plan())).contains("--stop-at", "25");
        form.followProperty().set("0");
        assertThat(form.words(plan())).doesNotContain("--stop-at");
        form.followProperty().set("");
        form.rampProperty().set(List.of());
        assertThat(form.words(plan())).contains("--ramp", "none").doesNotContain("--stop-at");
        form.rampProperty().set(RedriveOrder.RAMP);
        letters.dead.others.put("Archive", new FakeLetterQueue("Archive", clock));
        form.kindProperty().set(Destination.Kind.QUEUE);
        form.queueProperty().set("Archive");
        assertThat(form.words(plan())).doesNotContain("--stop-at");
        form.followProperty().set("60");
        assertThat(form.words(plan())).contains("--stop-at", "25");
    }

    @Test
    void saysWhatIsWrong() {
        wrong(form.stopAtProperty(), RedriveForm.Wrong.STOP_AT, "", "101", "-1", "x");
        wrong(form.rateProperty(), RedriveForm.Wrong.RATE, "0", "x", "1.5");
        wrong(form.followProperty(), RedriveForm.Wrong.FOLLOW, "-1", "1m");
        wrong(form.requestsProperty(), RedriveForm.Wrong.REQUESTS, "0", "many");
        wrong(form.dollarsProperty(), RedriveForm.Wrong.DOLLARS, "0", "0.0", "1,5", "$1", "NaN");
    }

    private void wrong(StringProperty field, RedriveForm.Wrong expected, String... texts) {
        String before = field.get();
        for (String text : texts) {
            field.set(text);
            assertThat(form.wrong()).as(text).isEqualTo(expected);
        }
        field.set(before);
        assertThat(form.wrong()).isNull();
    }

    private RedrivePlan plan() {
        letters.redrives.freeze(form.draft(), form.to(), form.putBack());
        return letters.redrives.planProperty().get();
    }
}
