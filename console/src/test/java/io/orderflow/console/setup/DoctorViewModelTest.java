package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.FakeStack;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final FakeStack stack = new FakeStack(List.of());
    private final DoctorViewModel model = new DoctorViewModel(stack.tools().doctor(), runner, new FakeMonitor());

    @Test
    void theNewestExaminationWins() {
        model.loader().load();
        stack.findings.addAll(SampleData.findings());
        model.loader().load();
        assertThat(model.loader().loadingProperty().get()).isTrue();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        assertThat(model.loader().loadingProperty().get()).isFalse();
        assertThat(model.findingsProperty().get()).hasSize(3);
    }

    @Test
    void aFailureKeepsWhatWasFoundBefore() {
        model.loader().load();
        runner.finishOldest();
        var down = new PortException(PortException.Kind.UNREACHABLE, "Doctor", "connection refused");
        stack.failDoctor(down);
        model.loader().load();
        runner.finishOldest();
        assertThat(model.loader().faultProperty().get()).isSameAs(down);
        assertThat(model.findingsProperty().get()).isEmpty();
    }
}
