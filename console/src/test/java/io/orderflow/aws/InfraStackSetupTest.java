package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackDoctor;
import io.orderflow.operations.stack.StackSetup.ImportOutcome;
import io.orderflow.operations.stack.TopicSubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The ports about the stack over the engine, on the embedded AWS. */
class InfraStackSetupTest {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(Bootstrapper.PARALLELISM);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void createsAdoptsAndSetsRightWhatWasShown() throws Exception {
        String existing = AWS.clients()
                .sqs()
                .createQueue(it -> it.queueName("new-OrderDLQ"))
                .queueUrl();
        InfraStackSetup setup = setup("new-");
        assertThat(setup.location().account()).isEqualTo("000000000000");
        assertThat(setup.location().name()).isEqualTo("new-OrderTopic");

        Plan plan = setup.plan();
        assertThat(plan.count(Action.ADOPT)).isOne();
        assertThat(plan.count(Action.CREATE)).isEqualTo(plan.changes().size() - 1);
        var watcher = new RecordingWatcher();
        SetupOutcome made = setup.apply(plan, watcher);
        assertThat(made.changed()).isEqualTo(plan.pending().size());
        assertThat(watcher.finished)
                .hasSameElementsAs(watcher.started)
                .hasSize(plan.pending().size());
        assertThat(setup.plan().pending()).isEmpty();
        assertThat(setup.apply(setup.plan(), SetupWatcher.NONE).steps()).isEmpty();
        assertThat(setup.destroyPlan(new DestroyOptions(false, null)).removals())
                .filteredOn(each -> each.resource().name().equals("new-OrderDLQ"))
                .singleElement()
                .satisfies(each -> assertThat(each.action()).isEqualTo(RemovalAction.KEEP));

        AWS.clients().sqs().setQueueAttributes(request -> request.queueUrl(existing.replace("OrderDLQ", "OrderQueue"))
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")));
        assertThat(setup.status().changes())
                .filteredOn(each -> each.state() == ResourceState.DRIFTED)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.resource()).isEqualTo(new ResourceId(ResourceKind.QUEUE, "new-OrderQueue"));
                    assertThat(each.diffs()).containsExactly(new PropertyDiff("VisibilityTimeout", "77", "12"));
                });
        assertThat(setup.plan().pending()).extracting(Change::action).containsExactly(Action.UPDATE);
        setup.apply(setup.status(), SetupWatcher.NONE);
        assertThat(setup.status().pending()).isEmpty();
    }

    @Test
    void aCancelledApplyChangesNothingMore() throws Exception {
        InfraStackSetup setup = setup("stop-");
        var watcher = new RecordingWatcher();
        watcher.stopAfter = 2;

        SetupOutcome outcome = setup.apply(setup.plan(), watcher);

        assertThat(outcome.cancelled()).isTrue();
        Plan report = setup.status();
        assertThat(report.count(ResourceState.MISSING)).isPositive();
        assertThat(report.count(ResourceState.IN_STEP)).isPositive();
    }

    @Test
    void destroysAfterAnExportThatCanBeImportedAgain() throws Exception {
        InfraStackSetup setup = setup("gone-");
        setup.apply(setup.plan(), SetupWatcher.NONE);
        AWS.clients().dynamoDb().putItem(request -> request.tableName("gone-Orders")
                .item(Map.of("orderId", AttributeValue.fromS("O-1"), "note", AttributeValue.fromS("kept"))));
        DestroyPlan keeping = setup.destroyPlan(new DestroyOptions(false, null));
        assertThat(keeping.count(RemovalAction.KEEP)).isOne();
        assertThat(keeping.pending()).extracting(each -> each.resource().kind()).doesNotContain(ResourceKind.TABLE);

        Path file = folder.resolve("orders.jsonl");
        DestroyPlan plan = setup.destroyPlan(new DestroyOptions(false, file));
        assertThat(setup.destroy(plan, Set.of(), SetupWatcher.NONE).changed())
                .isEqualTo(plan.pending().size());
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(setup.status().nothingThere()).isTrue();
        assertThat(setup.destroyPlan(new DestroyOptions(false, null)).pending()).isEmpty();
    }

    @Test
    void anImportPutsRowsBackOnce() throws Exception {
        InfraStackSetup setup = setup("back-");
        setup.apply(setup.plan(), SetupWatcher.NONE);
        Path file = folder.resolve("orders.jsonl");
        Files.writeString(file, "{\"row\":{\"orderId\":{\"S\":\"O-1\"}}}\n{\"row\":{\"orderId\":{\"S\":\"O-2\"}}}\n");
        assertThat(setup.importOrders(file)).isEqualTo(new ImportOutcome(2, 0));
        assertThat(setup.importOrders(file)).isEqualTo(new ImportOutcome(0, 2));

        assertThatThrownBy(() -> setup.importOrders(folder.resolve("none.jsonl")))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1)
                .contains("none.jsonl")
                .endsWith(".");
    }

    @Test
    void theDoctorFindsWhatIsMissingAndIsQuietAboutTheSpecification() throws Exception {
        InfraStackSetup setup = setup("well-");
        StackDoctor doctor = new InfraDoctor(AWS.clients(), stack("well-").spec(), Clock.systemUTC(), Runnable::run);
        assertThat(doctor.examine()).extracting(Finding::code).contains(FindingCode.MISSING);
        setup.apply(setup.plan(), SetupWatcher.NONE);
        assertThat(doctor.examine()).allSatisfy(each -> {
            assertThat(each.severity()).isEqualTo(Severity.INFO);
            assertThat(each.examined()).isTrue();
        });
    }

    @Test
    void subscribersComeAndGo() throws Exception {
        Bootstrapper stack = AWS.newStack();
        TopicSubscribers topic = new InfraSubscribers(AWS.clients(), stack.spec());
        String arn = stack.spec().arns().queue("audit");
        assertThat(topic.add(SubscriberProtocol.SQS, arn, null).confirmed()).isTrue();
        assertThat(topic.list()).extracting(Subscriber::own).containsExactlyInAnyOrder(true, false);
        topic.remove(arn);
        assertThat(topic.list()).singleElement().satisfies(each -> assertThat(each.own())
                .isTrue());

        for (String wrong : List.of("nobody", "arn:aws:sqs:x")) {
            assertThatThrownBy(() -> topic.add(SubscriberProtocol.SQS, wrong, null))
                    .isInstanceOf(PortException.class)
                    .message()
                    .hasLineCount(1)
                    .contains(wrong)
                    .doesNotEndWith(".");
        }
        assertThatThrownBy(() -> topic.remove(stack.spec().subscription().queueArn()))
                .isInstanceOf(PortException.class)
                .message()
                .hasLineCount(1);
    }

    private Bootstrapper stack(String prefix) {
        return Bootstrapper.connect(
                AWS.clients(),
                new ResourceNames(prefix),
                StackOptions.builderFor(AWS.clients().endpoint()).build(),
                Clock.systemUTC(),
                threads);
    }

    private InfraStackSetup setup(String prefix) {
        return new InfraStackSetup(stack(prefix), "127.0.0.1");
    }

    private static final class RecordingWatcher implements SetupWatcher {
        private final List<ResourceId> started = Collections.synchronizedList(new ArrayList<>());
        private final List<ResourceId> finished = Collections.synchronizedList(new ArrayList<>());
        private int stopAfter = Integer.MAX_VALUE;

        @Override
        public void started(ResourceId resource, int index, int total) {
            started.add(resource);
        }

        @Override
        public void finished(SetupOutcome.Step step) {
            finished.add(step.resource());
        }

        @Override
        public boolean cancelled() {
            return finished.size() >= stopAfter;
        }
    }
}
