package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.setup.SetupRow.Step;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.PortException;
import io.orderflow.console.task.Progress;
import io.orderflow.console.task.StepTaskRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Jobs jobs = new Jobs(runner);
    private final FakeStackSetup setup = new FakeStackSetup(SampleData.resources());
    private final SetupViewModel model = new SetupViewModel(setup, runner, jobs, count -> "Applying " + count);

    @Test
    void readsWhenShown() {
        assertThat(runner.pending()).isZero();
        model.setShown(true);
        assertThat(model.loadingProperty().get()).isTrue();
        runner.finishOldest();

        assertThat(model.loadingProperty().get()).isFalse();
        StackReport report = model.reportProperty().get();
        assertThat(report.count(ResourceState.IN_STEP)).isEqualTo(6);
        assertThat(report.count(ResourceState.MISSING)).isEqualTo(2);
        assertThat(report.changes()).isEqualTo(3);
        assertThat(model.rows()).hasSize(10).allMatch(row -> row.step() == Step.NONE);
    }

    @Test
    void applyingShowsWhatIsDoneUnderWayAndWaiting() {
        show();
        List<List<Step>> seen = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        model.applyingProperty().addListener((property, before, now) -> {
            if (now != null && !now.message().isEmpty()) {
                messages.add(now.message());
            }
        });
        model.rows()
                .addListener((javafx.collections.ListChangeListener<SetupRow>) change -> seen.add(model.rows().stream()
                        .filter(row -> row.step() != Step.NONE)
                        .map(SetupRow::step)
                        .toList()));

        model.apply();
        assertThat(jobs.running()).singleElement().satisfies(job -> assertThat(job.title())
                .isEqualTo("Applying 3"));
        runner.finishOldest();

        assertThat(seen)
                .containsSubsequence(
                        List.of(Step.RUNNING, Step.WAITING, Step.WAITING),
                        List.of(Step.DONE, Step.RUNNING, Step.WAITING),
                        List.of(Step.DONE, Step.DONE, Step.RUNNING));
        assertThat(messages)
                .containsExactly(
                        "waiting for OrderQueue", "waiting for OrderConsumerRole", "waiting for OrderConsumer");
        assertThat(model.applyingProperty().get()).isNull();
        assertThat(model.reportProperty().get().changes()).isZero();
        assertThat(jobs.running()).isEmpty();
    }

    @Test
    void nothingToDoStartsNothing() {
        model.apply();
        assertThat(runner.pending()).isZero();

        show();
        model.apply();
        runner.finishOldest();
        model.apply();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void cancelIsAskedOfTheJobAndItsOutcomeStillShown() {
        show();
        model.apply();
        model.cancel();
        assertThat(model.stoppingProperty().get()).isTrue();

        runner.finishOldest();

        assertThat(model.stoppingProperty().get()).isFalse();
        assertThat(model.reportProperty().get().changes()).isEqualTo(3);
    }

    @Test
    void aFailedApplySaysWhyAndReadsWhatWasMade() {
        var denied = new PortException(PortException.Kind.DENIED, "IAM role", "no permission for iam:CreateRole");
        show();
        model.apply();
        setup.fail(denied);
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(denied);

        setup.fail(null);
        runner.finishOldest();
        assertThat(model.faultProperty().get())
                .as("reading again keeps the reason")
                .isSameAs(denied);
        assertThat(model.rows()).hasSize(10);
    }

    @Test
    void anUnreachableEndpointIsAskedAgainWhileShown() {
        setup.fail(new PortException(PortException.Kind.UNREACHABLE, "Setup", "connection refused"));
        show();
        assertThat(runner.delays()).containsExactly(Duration.ofSeconds(10));
        assertThat(model.reportProperty().get()).isNull();

        model.setShown(false);
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void theFakeAppliesUntilItIsCancelled() throws Exception {
        assertThat(setup.apply(Progress.NONE).changes()).isZero();
    }

    private void show() {
        model.setShown(true);
        runner.finishOldest();
    }
}
