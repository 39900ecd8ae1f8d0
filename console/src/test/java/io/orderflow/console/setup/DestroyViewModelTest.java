package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.setup.SetupViewModel.Activity;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.FakeStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DestroyViewModelTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final Jobs jobs = SampleJobs.jobs();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private final SetupViewModel model = stack.model(runner, jobs);
    private final DestroyViewModel destroy = model.destroying();

    @Test
    void nothingIsDeletedBeforeTheNameWasTyped() {
        begin();
        assertThat(destroy.readyProperty().get()).isFalse();
        destroy.typedNameProperty().set("Orders");
        assertThat(destroy.readyProperty().get()).isFalse();
        destroy.confirm();
        assertThat(runner.pending()).isZero();

        destroy.typedNameProperty().set("OrderTopic");
        assertThat(destroy.readyProperty().get()).isTrue();
        destroy.confirm();
        assertThat(model.activityProperty().get()).isEqualTo(Activity.DESTROYING);
        assertThat(jobs.running()).singleElement().satisfies(job -> assertThat(job.title())
                .startsWith("Deleting "));
        runner.finishOldest();
        runner.finishOldest();
        assertThat(model.activityProperty().get()).isEqualTo(Activity.NONE);
        assertThat(model.reportProperty().get().count(ResourceState.IN_STEP))
                .as("only the table, which holds the orders")
                .isEqualTo(1);
    }

    @Test
    void aNewChoiceIsReadBeforeItCanBeConfirmed() {
        begin();
        destroy.typedNameProperty().set("OrderTopic");
        destroy.deleteDataProperty().set(true);
        assertThat(destroy.readyProperty().get()).isFalse();
        runner.finishOldest();
        assertThat(destroy.readyProperty().get()).isTrue();
        assertThat(destroy.planProperty().get().options())
                .isEqualTo(new DestroyOptions(false, Path.of("/exports/OrderTopic.jsonl")));
    }

    @Test
    void withoutTagsOnlyWhatWasNamedGoes() {
        stack.setup.withoutTags();
        begin();
        destroy.typedNameProperty().set("OrderTopic");
        destroy.typedNames().put(new ResourceId(ResourceKind.QUEUE, "OrderDLQ"), "OrderDLQ ");
        destroy.typedNames().put(new ResourceId(ResourceKind.QUEUE, "OrderQueue"), "OrderQ");
        destroy.confirm();
        runner.finishOldest();
        assertThat(stack.setup.mutations()).isOne();
    }

    @Test
    void theNextTimeNothingIsTypedOrChosen() {
        begin();
        destroy.typedNameProperty().set("OrderTopic");
        destroy.includeAdoptedProperty().set(true);
        destroy.end();
        assertThat(destroy.planProperty().get()).isNull();

        begin();
        assertThat(destroy.typedNameProperty().get()).isEmpty();
        assertThat(destroy.includeAdoptedProperty().get()).isFalse();
        assertThat(destroy.readyProperty().get()).isFalse();
    }

    @Test
    void whatCannotBeReadSaysWhy() {
        var down = new PortException(PortException.Kind.UNREACHABLE, "Setup", "connection refused");
        stack.setup.fail(down);
        begin();
        assertThat(destroy.faultProperty().get()).isSameAs(down);
        assertThat(destroy.readyProperty().get()).isFalse();
    }

    private void begin() {
        destroy.begin();
        runner.finishOldest();
    }
}
