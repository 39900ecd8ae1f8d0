package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.setup.SetupRow.Step;
import io.orderflow.console.setup.SetupViewModel.Activity;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.operations.stack.FakeStackSetup;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class SetupViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Jobs jobs = new Jobs();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private final FakeStackSetup setup = stack.setup;
    private final SetupViewModel model = stack.model(runner, jobs);

    @Test
    void whatWasFoundLastIsKnownToTheNextWindow() {
        assertThat(model.checkProperty().get()).isNull();
        model.setShown(true);
        runner.finishOldest();

        StackCheck found = model.checkProperty().get();
        assertThat(found).isEqualTo(new StackCheck(stack.clock.instant(), 2, 1, 1));
        assertThat(stack.model(runner, jobs).checkProperty().get()).isEqualTo(found);
    }

    @Test
    void readsWhenShown() {
        assertThat(runner.pending()).isZero();
        model.setShown(true);
        assertThat(model.loadingProperty().get()).isTrue();
        runner.finishOldest();

        assertThat(model.loadingProperty().get()).isFalse();
        Plan report = model.reportProperty().get();
        assertThat(report.count(ResourceState.IN_STEP)).isEqualTo(6);
        assertThat(report.count(ResourceState.MISSING)).isEqualTo(2);
        assertThat(report.pending()).hasSize(3);
        assertThat(model.rows()).hasSize(10).allMatch(row -> row.step() == Step.NONE);
    }

    @Test
    void oneUnreadableResourceDoesNotHideTheOthers() {
        setup.failPlan(new PortException(PortException.Kind.DENIED, "Event source mapping", "not allowed"));
        show();
        assertThat(model.faultProperty().get()).isNull();
        assertThat(model.rows()).hasSize(10);
    }

    @Test
    void applyingShowsWhatIsDoneUnderWayAndWaiting() {
        show();
        List<List<Step>> seen = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        model.rows().addListener((ListChangeListener<SetupRow>) change -> {
            seen.add(model.rows().stream()
                    .filter(row -> row.step() != Step.NONE)
                    .map(SetupRow::step)
                    .toList());
            model.rows().stream()
                    .map(SetupRow::message)
                    .filter(message -> !message.isEmpty())
                    .forEach(messages::add);
        });

        model.apply();
        assertThat(model.activityProperty().get()).isEqualTo(Activity.APPLYING);
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
        assertThat(model.progressProperty().get()).isNull();
        assertThat(jobs.running()).isEmpty();

        runner.finishOldest();
        assertThat(model.reportProperty().get().pending()).isEmpty();
    }

    @Test
    void resourcesThatAreChangedAtTheSameTimeAreAllShownAsUnderWay() {
        var log = new SetupLog(3);
        var first = new ResourceId(ResourceKind.QUEUE, "OrderQueue");
        var second = new ResourceId(ResourceKind.ROLE, "OrderConsumerRole");
        SetupWatcher watcher = log.watcher(io.orderflow.operations.Progress.NONE);
        watcher.started(first, 0, 3);
        watcher.started(second, 1, 3);
        watcher.waiting(second, "the role to be seen");

        assertThat(log.of(first).step()).isEqualTo(Step.RUNNING);
        assertThat(log.of(second)).isEqualTo(new SetupLog.Entry(Step.RUNNING, "the role to be seen"));
        assertThat(log.of(new ResourceId(ResourceKind.TABLE, "Orders")).step()).isEqualTo(Step.WAITING);
    }

    @Test
    void nothingToDoStartsNothing() {
        model.apply();
        assertThat(runner.pending()).isZero();

        show();
        model.apply();
        runner.finishOldest();
        runner.finishOldest();
        model.apply();
        assertThat(runner.pending()).isZero();
    }

    @Test
    void cancelIsAskedOfTheJobAndWhatIsThereShownAfterwards() {
        show();
        model.apply();
        model.cancel();
        assertThat(model.stoppingProperty().get()).isTrue();

        runner.finishOldest();
        runner.finishOldest();

        assertThat(model.stoppingProperty().get()).isFalse();
        assertThat(model.reportProperty().get().pending()).hasSize(3);
    }

    @Test
    void aFailedApplySaysWhyAndReadsWhatWasMade() {
        var denied = new PortException(PortException.Kind.DENIED, "IAM role", "no permission for iam:CreateRole");
        setup.failChanges(denied);
        show();
        model.apply();
        runner.finishOldest();
        assertThat(model.faultProperty().get()).isSameAs(denied);

        runner.finishOldest();
        assertThat(model.faultProperty().get())
                .as("reading again keeps the reason")
                .isSameAs(denied);
        assertThat(model.reportProperty().get().pending()).hasSize(2);
    }

    @Test
    void whatElseIsOnTheTabHearsOfChanges() {
        List<String> events = new ArrayList<>();
        model.onChanged(() -> events.add("changed"));
        show();
        assertThat(events).isEmpty();
        model.apply();
        runner.finishOldest();
        assertThat(events).containsExactly("changed");
    }

    @Test
    void anUnreachableEndpointIsAskedAgainWhileShown() {
        setup.fail(new PortException(PortException.Kind.UNREACHABLE, "Setup", "connection refused"));
        show();
        assertThat(runner.delays()).contains(Duration.ofSeconds(10));
        assertThat(model.reportProperty().get()).isNull();

        model.setShown(false);
        assertThat(runner.delays()).isEmpty();
    }

    private void show() {
        model.setShown(true);
        runner.finishOldest();
    }
}
