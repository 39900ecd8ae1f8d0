package io.orderflow.infra.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Independent resources at the same time, each after those that it needs. */
class ParallelApplyTest {
    private final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    private final ManualTime time = new ManualTime();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private Executor executor = threads;
    private final FakeResource topic = new FakeResource(ResourceKind.TOPIC, "topic", journal);
    private final FakeResource queue = new FakeResource(ResourceKind.QUEUE, "queue", journal);
    private final FakeResource function = new FakeResource(ResourceKind.FUNCTION, "function", journal);

    @AfterEach
    void tearDown() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void independentResourcesMeetAndTheirDependentComesAfterBoth() {
        CyclicBarrier together = new CyclicBarrier(2); // passes only if both are worked on at the same time
        topic.beforeChange = () -> meet(together);
        queue.beforeChange = () -> meet(together);
        function.dependsOn = Set.of(topic.id(), queue.id());

        List<ApplyResult> results = apply(topic, queue, function);

        assertThat(results).hasSize(3);
        assertThat(journal).hasSize(3).last().isEqualTo("create function");
    }

    @Test
    void afterAFailureWhatRunsIsWaitedForAndNothingNewIsStarted() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch failureReported = new CountDownLatch(1);
        topic.beforeChange = () -> {
            await(running);
            throw SdkClientException.create("connection reset");
        };
        queue.beforeChange = () -> {
            running.countDown();
            await(failureReported);
        };
        executor = task -> threads.execute(() -> {
            task.run();
            failureReported.countDown(); // the topic's task is the first that can end
        });
        function.dependsOn = Set.of(queue.id());

        assertThatThrownBy(() -> apply(topic, queue, function))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("SNS topic topic");
        assertThat(journal).containsExactly("create queue");
    }

    @Test
    void anInterruptStopsWaitsOnOtherThreadsAndIsKept() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        queue.present(new PropertyDiff("DelaySeconds", "5", "0"));
        queue.lag = Integer.MAX_VALUE; // never shows
        Bootstrapper bootstrapper = Bootstrappers.of(
                time,
                duration -> {
                    waiting.countDown();
                    TimeUnit.MILLISECONDS.sleep(1); // real, so that the interrupt comes in the middle
                },
                threads,
                Duration.ofDays(1),
                queue);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> kept = new AtomicReference<>();
        Thread applying = new Thread(() -> {
            try {
                bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
            } catch (CancellationException e) {
                thrown.set(e);
                kept.set(Thread.currentThread().isInterrupted());
            }
        });
        applying.start();
        assertThat(waiting.await(5, TimeUnit.SECONDS)).isTrue();

        applying.interrupt();
        applying.join(5_000);

        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(kept.get()).isTrue();
    }

    @Test
    void aDyingTaskIsNotSwallowed() {
        topic.beforeChange = () -> {
            throw new StackOverflowError("dies");
        };

        assertThatThrownBy(() -> apply(topic)).isInstanceOf(StackOverflowError.class);
    }

    private List<ApplyResult> apply(ManagedResource... resources) {
        Bootstrapper bootstrapper = Bootstrappers.of(time, time, executor, Duration.ofSeconds(75), resources);
        return bootstrapper.apply(bootstrapper.plan(), ApplyListener.NONE);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("nobody came", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
