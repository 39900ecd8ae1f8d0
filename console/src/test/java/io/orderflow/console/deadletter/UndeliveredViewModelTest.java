package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.FindingText;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterPlace;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UndeliveredViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, new MutableClock(SampleData.NOW));
    private final UndeliveredViewModel model = letters.undeliveredWhy;

    static Finding finding(FindingCode code, String queue) {
        return new Finding(
                Severity.ERROR, code, new ResourceId(ResourceKind.QUEUE, queue), FindingText.UNREADABLE, "why");
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }

    private void choose(LetterPlace place) {
        letters.model.snapshots().choose(place);
        finish();
    }

    @Test
    void theDoctorIsAskedOnlyWhileThatQueueIsLookedAt() {
        model.shown();
        finish();
        assertThat(letters.examinations).isZero();
        choose(LetterPlace.ORDER_UNDELIVERED);
        assertThat(letters.examinations).isEqualTo(1);
        assertThat(model.causesProperty().get()).isEmpty();
        letters.undelivered.queue.put(SampleData.letter("u", Duration.ofMinutes(1), "x"));
        letters.model.snapshots().load();
        finish();
        assertThat(letters.examinations).isEqualTo(2);
        choose(LetterPlace.ORDER_DLQ);
        assertThat(model.causesProperty().get()).isNull();
        model.hidden();
        choose(LetterPlace.ORDER_UNDELIVERED);
        assertThat(letters.examinations).isEqualTo(2);
    }

    @Test
    void onlyWhatKeepsOrdersOutIsACause() {
        letters.findings.add(finding(FindingCode.TOPIC_REFUSED, "OrderQueue"));
        letters.findings.add(finding(FindingCode.RECEIVE_COUNT, "OrderQueue"));
        letters.findings.add(finding(FindingCode.MISSING, "OrderDLQ"));
        letters.findings.add(finding(FindingCode.UNREADABLE, "OrderQueue"));
        letters.findings.add(finding(FindingCode.RAW_DELIVERY, "OrderTopic → OrderQueue"));
        model.shown();
        choose(LetterPlace.ORDER_UNDELIVERED);
        assertThat(model.causesProperty().get())
                .extracting(Finding::code)
                .containsExactly(FindingCode.TOPIC_REFUSED, FindingCode.UNREADABLE, FindingCode.RAW_DELIVERY);
    }

    @Test
    void aFaultIsToldWhileThatQueueIsLookedAt() {
        letters.doctorFault = new PortException(PortException.Kind.DENIED, "OrderQueue", "no");
        model.shown();
        choose(LetterPlace.ORDER_UNDELIVERED);
        assertThat(model.faultProperty().get()).isSameAs(letters.doctorFault);
        assertThat(model.causesProperty().get()).isNull();
        choose(LetterPlace.ORDER_DLQ);
        assertThat(model.faultProperty().get()).isNull();
    }
}
