package io.orderflow.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.setup.ResourceKind;
import io.orderflow.console.setup.ResourceState;
import io.orderflow.console.setup.StackReport;
import io.orderflow.console.setup.StackResource;
import io.orderflow.console.task.Progress;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.plan.Bootstrapper;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The Setup tab's port over the bootstrapper, on the embedded AWS. */
class InfraStackSetupTest {

    @Test
    void createsWhatIsMissingAndSetsRightWhatHasDrifted() throws Exception {
        try (var local = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
                var clients = SdkAwsClients.open(local.target())) {
            var setup = new InfraStackSetup(
                    Bootstrapper.connect(
                            clients,
                            ResourceNames.DEFAULT,
                            StackOptions.builderFor(clients).build(),
                            Clock.systemUTC()),
                    clients.target());

            StackReport empty = setup.status(Progress.NONE);
            assertThat(empty.place().account()).isEqualTo("000000000000");
            assertThat(empty.place().endpoint()).startsWith("127.0.0.1:");
            assertThat(empty.resources()).extracting(StackResource::state).containsOnly(ResourceState.MISSING);

            var progress = new RecordingProgress();
            StackReport made = setup.apply(progress);
            assertThat(made.resources()).extracting(StackResource::state).containsOnly(ResourceState.IN_STEP);
            assertThat(progress.done).isSorted().startsWith(0L).endsWith((long) empty.changes());

            String queue = clients.sqs()
                    .getQueueUrl(request -> request.queueName("OrderQueue"))
                    .queueUrl();
            clients.sqs().setQueueAttributes(request -> request.queueUrl(queue)
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")));
            StackReport drifted = setup.status(Progress.NONE);
            assertThat(drifted.resources())
                    .filteredOn(resource -> resource.state() == ResourceState.DRIFTED)
                    .singleElement()
                    .satisfies(resource -> {
                        assertThat(resource.kind()).isEqualTo(ResourceKind.QUEUE);
                        assertThat(resource.name()).isEqualTo("OrderQueue");
                        assertThat(resource.differences()).singleElement().satisfies(difference -> assertThat(
                                        difference.now())
                                .isEqualTo("77"));
                    });

            assertThat(setup.apply(Progress.NONE).changes()).isZero();
        }
    }

    @Test
    void aCancelledApplyChangesNothingMore() throws Exception {
        try (var local = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
                var clients = SdkAwsClients.open(local.target())) {
            var setup = new InfraStackSetup(
                    Bootstrapper.connect(
                            clients,
                            ResourceNames.DEFAULT,
                            StackOptions.builderFor(clients).build(),
                            Clock.systemUTC()),
                    clients.target());
            var cancelled = new RecordingProgress();
            cancelled.stopAfter = 2;

            StackReport report = setup.apply(cancelled);

            assertThat(report.count(ResourceState.IN_STEP)).isBetween(1, 3);
            assertThat(report.count(ResourceState.MISSING)).isPositive();
        }
    }

    private static final class RecordingProgress implements Progress {
        private final List<Long> done = new ArrayList<>();
        private long stopAfter = Long.MAX_VALUE;

        @Override
        public void update(long finished, long total, String message) {
            done.add(finished);
        }

        @Override
        public boolean cancelled() {
            return !done.isEmpty() && done.get(done.size() - 1) >= stopAfter;
        }
    }
}
