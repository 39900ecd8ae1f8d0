package io.orderflow.infra.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Services are asked at the same time, and a silent one is asked once. */
@Timeout(60)
class SideBySideTest {
    private final List<String> journal = new ArrayList<>();
    private final ManualTime time = new ManualTime();

    @Test
    void statusAsksAsManyServicesAsThereAreBeforeItWaits() {
        Together executor = new Together(3);

        List<Change> states = status(
                executor,
                resource(ResourceKind.QUEUE, "a"),
                resource(ResourceKind.TOPIC, "b"),
                resource(ResourceKind.QUEUE, "c"),
                resource(ResourceKind.TABLE, "d"));

        assertThat(executor.held).hasSize(3);
        assertThat(states).extracting(it -> it.resource().name()).containsExactly("a", "b", "c", "d");
        assertThat(states).extracting(Change::state).containsOnly(ResourceState.MISSING);
    }

    @Test
    void aSilentServiceIsAskedOnceAndSpoilsNoOther() {
        FakeResource queue = resource(ResourceKind.QUEUE, "OrderDLQ");
        FakeResource topic = resource(ResourceKind.TOPIC, "OrderTopic");
        FakeResource second = resource(ResourceKind.QUEUE, "OrderQueue");
        queue.readFailure = ApiCallTimeoutException.create(20_000);
        second.readFailure = ApiCallTimeoutException.create(20_000);

        List<Change> states = status(Runnable::run, queue, topic, second);

        assertThat(journal).containsExactly("read OrderDLQ", "read OrderTopic");
        assertThat(states)
                .extracting(Change::state)
                .containsExactly(ResourceState.UNREADABLE, ResourceState.MISSING, ResourceState.UNREADABLE);
        assertThat(states.get(2).reason())
                .isEqualTo("SQS queue OrderQueue: not asked for, since SQS did not answer for SQS queue OrderDLQ.");
    }

    @Test
    void whoIsInterruptedWaitsForNoReading() {
        List<FutureTask<?>> given = new ArrayList<>();
        Executor never = task -> given.add((FutureTask<?>) task);

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> SideBySide.all(List.of(() -> "a", () -> "b"), never))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(given).hasSize(2).allMatch(FutureTask::isCancelled);
    }

    private FakeResource resource(ResourceKind kind, String name) {
        FakeResource resource = new FakeResource(kind, name, journal);
        resource.beforeRead = () -> journal.add("read " + name);
        return resource;
    }

    private List<Change> status(Executor executor, FakeResource... resources) {
        return Bootstrappers.of(time, time, executor, Duration.ofSeconds(75), resources)
                .status()
                .changes();
    }
}
