package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.FakeStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final FakeStack stack = new FakeStack(List.of());
    private final DoctorViewModel model = new DoctorViewModel(stack.tools().doctor(), runner);

    @Test
    void theNewestExaminationWins() {
        model.examine();
        stack.findings.addAll(SampleData.findings());
        model.examine();
        assertThat(model.examiningProperty().get()).isTrue();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        assertThat(model.examiningProperty().get()).isFalse();
        assertThat(model.findingsProperty().get()).hasSize(3);
    }

    @Test
    void aFailureKeepsWhatWasFoundBefore() {
        model.examine();
        runner.finishOldest();
        var down = new PortException(PortException.Kind.UNREACHABLE, "Doctor", "connection refused");
        stack.failDoctor(down);
        model.examine();
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(model.findingsProperty().get()).isEmpty();
    }
}
