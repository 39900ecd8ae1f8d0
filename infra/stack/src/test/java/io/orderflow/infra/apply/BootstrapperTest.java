package io.orderflow.infra.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.ManualTime;
import io.orderflow.infra.resource.Ownership;
import io.orderflow.infra.stack.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class BootstrapperTest {
    private final List<String> journal = new ArrayList<>();
    private final ManualTime time = new ManualTime();
    private final FakeResource queue = new FakeResource(ResourceKind.QUEUE, "OrderQueue", journal);
    private final FakeResource table = new FakeResource(ResourceKind.TABLE, "Orders", journal);
    private final FakeResource function = new FakeResource(ResourceKind.FUNCTION, "OrderConsumer", journal);
    private final Bootstrapper bootstrapper = of(queue, table, function);

    @Test
    void createsWhatIsMissingInOrderAndThenLeavesItAlone() {
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
        assertThat(journal).containsExactly("create OrderQueue", "create Orders", "create OrderConsumer");

        Plan second = bootstrapper.plan();
        bootstrapper.apply(second, ApplyListener.NONE);
        assertThat(second.isEmpty()).isTrue();
        assertThat(second.changes()).hasSize(3).extracting(Change::reason).containsOnly("in step");
        assertThat(journal).hasSize(3);
    }

    @Test
    void aPlanAndAStatusChangeNothing() {
        bootstrapper.plan();
        bootstrapper.status();

        assertThat(journal).isEmpty();
    }

    @Test
    void whatTheEndpointCannotMakeIsAFailureAfterTheRestWasApplied() {
        table.failure = fault("UnknownOperationException", "no such operation");

        assertThatThrownBy(() -> bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE))
                .isInstanceOfSatisfying(SetupException.class, e -> {
                    assertThat(e.resource()).contains(table.id());
                    assertThat(e.fault()).map(AwsFault::kind).contains(AwsFault.Kind.UNSUPPORTED);
                });
        assertThat(journal).containsExactly("create OrderQueue", "create OrderConsumer");
    }

    @Test
    void aPropertyThatTheEndpointDoesNotTakeIsReported() {
        table.present(diff("PointInTimeRecovery", "false", "true"));
        table.failure = fault("UnknownOperationException", "no such operation");

        List<ApplyResult> results = bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

        assertThat(results.get(1).unsupported()).containsExactly("DynamoDB table");
    }

    @Test
    void theFailureNamesTheResourceAndAPlainApplyGoesOn() {
        table.failure = fault("AccessDenied", "not authorized to perform: dynamodb:CreateTable on resource: x");

        assertThatThrownBy(() -> bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE))
                .isInstanceOfSatisfying(SetupException.class, e -> {
                    assertThat(e)
                            .hasMessage("DynamoDB table Orders: Sqs on AWS: no permission for"
                                    + " dynamodb:CreateTable; ask your administrator for it, or use another profile.");
                    assertThat(e.resource()).contains(table.id());
                    assertThat(e.fault()).map(AwsFault::kind).contains(AwsFault.Kind.ACCESS_DENIED);
                });
        assertThat(journal).containsExactly("create OrderQueue");

        table.failure = null;
        bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
        assertThat(journal).containsExactly("create OrderQueue", "create Orders", "create OrderConsumer");
    }

    @Test
    void thePlanMayBeOldTheWorldIsAskedAgain() {
        Plan plan = bootstrapper.plan();
        queue.present(); // somebody else was quicker
        table.present(diff("BillingMode", "PROVISIONED", "PAY_PER_REQUEST"));

        bootstrapper.apply(plan, ApplyListener.NONE);

        assertThat(journal).containsExactly("update Orders", "create OrderConsumer");
    }

    @Test
    void whatIsThereWithoutATagOfOursIsAdopted() {
        queue.present(diff("tag managed-by", null, "orderflow"));
        queue.ownership = Ownership.FOREIGN;

        assertThat(bootstrapper.plan().changes().get(0).action()).isEqualTo(Action.ADOPT);
    }

    @Test
    void whatWouldHaveToBeReplacedIsRefusedBeforeAnythingIsDone() {
        table.present(diff("KeySchema", "id (S)", "orderId (S)"));
        table.replaceReason = "a table's key cannot be changed";
        Plan plan = bootstrapper.plan();

        assertThat(plan.count(Action.REPLACE)).isEqualTo(1);
        assertThatThrownBy(() -> bootstrapper.apply(plan, ApplyListener.NONE))
                .isInstanceOf(SetupException.class)
                .hasMessageStartingWith("DynamoDB table Orders: a table's key cannot be changed");
        assertThat(journal).isEmpty();
    }

    @Test
    void waitsUntilAChangeShowsBeforeItGoesOn() {
        queue.present(diff("DelaySeconds", "5", "0"));
        queue.lag = 4;
        RecordingListener listener = new RecordingListener();

        List<ApplyResult> results = bootstrapper.apply(bootstrapper.plan(), listener);

        assertThat(listener.events)
                .startsWith("start 1/3 OrderQueue", "wait OrderQueue the change to show", "end OrderQueue");
        assertThat(results.get(0).notYetVisible()).isEmpty();
        assertThat(results.get(0).took()).isPositive();
        assertThat(journal).filteredOn("update OrderQueue"::equals).hasSize(1);
    }

    @Test
    void whatNeverShowsIsReportedAndDoesNotStopTheRest() {
        queue.present(diff("DelaySeconds", "5", "0"));
        queue.lag = Integer.MAX_VALUE;

        List<ApplyResult> results = bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);

        assertThat(results.get(0).notYetVisible())
                .extracting(PropertyDiff::property)
                .containsExactly("DelaySeconds");
        assertThat(time.passed()).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(85));
        assertThat(journal).contains("create OrderConsumer");
    }

    @Test
    void cancellingStopsBeforeTheNextResource() {
        RecordingListener listener = new RecordingListener() {
            @Override
            public boolean cancelled() {
                return journal.size() == 1;
            }
        };

        assertThatThrownBy(() -> bootstrapper.apply(bootstrapper.plan(), listener))
                .isInstanceOf(CancellationException.class);
        assertThat(journal).containsExactly("create OrderQueue");
    }

    @Test
    void anInterruptedCallIsACancellation() {
        queue.failure = null;
        table.present();
        function.present();
        Plan plan = bootstrapper.plan();
        queue.readFailure = AbortedException.create("interrupted");

        assertThatThrownBy(() -> bootstrapper.apply(plan, ApplyListener.NONE))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aVisibilityTimeoutIsRaisedBeforeTheFunctionAndLoweredAfter() {
        PropertyDiff timeout = diff("Timeout", "3", "30");
        table.present();
        function.present(timeout);

        queue.present(diff("VisibilityTimeout", "18", "180"));
        assertThat(order(bootstrapper.plan())).containsExactly("OrderQueue", "OrderConsumer");

        queue.present(diff("VisibilityTimeout", "180", "18"));
        assertThat(order(bootstrapper.plan())).containsExactly("OrderConsumer", "OrderQueue");
    }

    @Test
    void statusTellsEachStateAndOneUnreadableResourceSpoilsNoOther() {
        queue.present();
        table.present(diff("BillingMode", "PROVISIONED", "PAY_PER_REQUEST"));
        FakeResource logs = new FakeResource(ResourceKind.LOG_GROUP, "logs", journal);
        logs.readFailure = fault("UnknownOperationException", "no such operation");
        FakeResource topic = new FakeResource(ResourceKind.TOPIC, "OrderTopic", journal);
        topic.readFailure = fault("InternalFailure", "boom");

        List<Change> states = of(queue, table, function, logs, topic).status().changes();

        assertThat(states)
                .extracting(Change::state)
                .containsExactly(
                        ResourceState.IN_STEP,
                        ResourceState.DRIFTED,
                        ResourceState.MISSING,
                        ResourceState.UNSUPPORTED,
                        ResourceState.UNREADABLE);
        assertThat(states.get(1).diffs()).containsExactly(diff("BillingMode", "PROVISIONED", "PAY_PER_REQUEST"));
        assertThat(states.get(4).reason()).startsWith("SNS topic OrderTopic: ");
    }

    @Test
    void aPlanForAnotherAccountIsRefused() {
        Plan plan = bootstrapper.plan();
        Plan foreign = new Plan(
                plan.target(),
                new Identity("999999999999", "arn:aws:iam::999999999999:root", "eu-west-1"),
                plan.changes());

        assertThatThrownBy(() -> bootstrapper.apply(foreign, ApplyListener.NONE))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("999999999999");
        assertThat(journal).isEmpty();
    }

    private Bootstrapper of(ManagedResource... resources) {
        return Bootstrappers.of(time, time, Runnable::run, Duration.ofSeconds(75), resources);
    }

    private static List<String> order(Plan plan) {
        return plan.pending().stream().map(it -> it.resource().name()).toList();
    }

    private static PropertyDiff diff(String property, String now, String wanted) {
        return new PropertyDiff(property, now, wanted);
    }

    private static AwsServiceException fault(String code, String message) {
        return SqsException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sqs")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static class RecordingListener implements ApplyListener {
        final List<String> events = new ArrayList<>();

        @Override
        public void started(Change change, int index, int total) {
            events.add("start " + (index + 1) + "/" + total + " "
                    + change.resource().name());
        }

        @Override
        public void waiting(Change change, String what) {
            events.add("wait " + change.resource().name() + " " + what);
        }

        @Override
        public void finished(Change change, ApplyResult result) {
            events.add("end " + change.resource().name());
        }
    }
}
