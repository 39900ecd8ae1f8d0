package io.orderflow.console.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.operations.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
@Timeout(20)
class FxTaskRunnerTest {
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<Object> answers = new CopyOnWriteArrayList<>();
    private volatile Consumer<Thread> aborted = thread -> {};
    private final FxTaskRunner runner = new FxTaskRunner(
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1)),
            new ScheduledThreadPoolExecutor(1),
            uncaught::add,
            Duration.ofMillis(300),
            thread -> aborted.accept(thread));

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void worksInTheBackgroundAndAnswersOnTheFxThread() {
        var onFx = new ArrayList<Boolean>();
        runner.run(
                progress -> Platform.isFxApplicationThread(),
                new TaskCallbacks<>(
                        worked -> {
                            onFx.add(worked);
                            onFx.add(Platform.isFxApplicationThread());
                            answers.add("done");
                        },
                        answers::add));

        await().until(() -> answers.contains("done"));
        assertThat(onFx).containsExactly(false, true);
    }

    @Test
    void handsWhateverTheWorkThrowsToItsCallback() {
        var error = new AssertionError("an error, not only an exception");
        runner.run(
                progress -> {
                    throw error;
                },
                new TaskCallbacks<>(answers::add, answers::add));

        await().until(() -> answers.contains(error));
        assertThat(uncaught).containsExactly(error);
    }

    @Test
    void reportsNoFailureThatAPortNames() {
        var known = new PortException(PortException.Kind.DENIED, "OrderQueue", "no permission");
        runner.run(
                progress -> {
                    throw known;
                },
                new TaskCallbacks<>(answers::add, answers::add));

        await().until(() -> answers.contains(known));
        assertThat(uncaught).isEmpty();
    }

    @Test
    void handsWhatACallbackThrowsToTheHandler() {
        var bug = new IllegalStateException("a mistake in a callback");
        runner.run(
                progress -> 1,
                new TaskCallbacks<>(
                        value -> {
                            throw bug;
                        },
                        answers::add));

        await().until(() -> uncaught.contains(bug));
    }

    @Test
    void saysBusyWhenTooMuchWorkWaits() {
        var release = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            runner.run(
                    progress -> {
                        release.await();
                        return 1;
                    },
                    new TaskCallbacks<>(value -> {}, answers::add));
        }

        await().until(() -> !answers.isEmpty());
        release.countDown();
        assertThat(answers).singleElement().isInstanceOfSatisfying(PortException.class, e -> assertThat(e.kind())
                .isEqualTo(PortException.Kind.BUSY));
    }

    @Test
    void callsNothingAfterACancel() throws InterruptedException {
        var release = new CountDownLatch(1);
        var running = new CountDownLatch(1);
        var sawCancel = new AtomicBoolean();
        TaskHandle handle = runner.run(
                progress -> {
                    running.countDown();
                    release.await();
                    sawCancel.set(progress.cancelled());
                    return "cancelled";
                },
                new TaskCallbacks<>(answers::add, answers::add));
        running.await();
        handle.cancel();
        release.countDown();
        runner.run(progress -> "next", new TaskCallbacks<>(answers::add, answers::add));

        await().until(() -> answers.contains("next"));
        assertThat(answers).containsExactly("next");
        assertThat(sawCancel).isTrue();
    }

    @Test
    void runsLaterOnTheFxThreadUnlessCancelled() {
        TaskHandle cancelled = runner.later(Duration.ofMillis(20), () -> answers.add("cancelled"));
        cancelled.cancel();
        runner.later(Duration.ofMillis(40), () -> answers.add(Platform.isFxApplicationThread()));

        await().until(() -> !answers.isEmpty());
        assertThat(answers).containsExactly(true);
    }

    @Test
    void closesWithinItsBoundThoughWorkHangs() {
        var interrupted = new CountDownLatch(1);
        runner.run(
                progress -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "late";
                },
                new TaskCallbacks<>(answers::add, answers::add));

        long begun = System.nanoTime();
        runner.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        await().until(() -> interrupted.getCount() == 0);
        assertThat(answers).isEmpty();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void aCancelEndsWhatTheWorkWaitsFor() throws InterruptedException {
        aborted = Thread::interrupt;
        var running = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        TaskHandle handle = runner.run(
                progress -> {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return "late";
                },
                new TaskCallbacks<>(answers::add, answers::add));
        running.await();
        handle.cancel();
        runner.run(progress -> "next", new TaskCallbacks<>(answers::add, answers::add));

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        await().until(() -> answers.contains("next"));
        assertThat(answers).containsExactly("next");
    }

    @Test
    void aJobThatIsCancelledStillTellsItsOutcome() throws InterruptedException {
        aborted = Thread::interrupt;
        var jobs = SampleJobs.jobs();
        var waiting = new CountDownLatch(1);
        var job = new CompletableFuture<Job>();
        Platform.runLater(() -> job.complete(jobs.start(
                runner,
                SampleJobs.named("a job"),
                progress -> {
                    waiting.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        return progress.cancelled() ? "came this far" : "not asked to stop";
                    }
                    return "never";
                },
                new TaskCallbacks<>(answers::add, answers::add))));
        waiting.await();
        Platform.runLater(() -> job.join().cancel());

        await().until(() -> !answers.isEmpty());
        assertThat(answers).containsExactly("came this far");
    }

    /** Eight times F5 in a tab whose endpoint hangs must leave another tab its threads. */
    @Test
    void aPollerThatHangsHasOneRunUnderWayAndStarvesNobody() {
        var started = new AtomicInteger();
        var two = new FxTaskRunner(
                new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(10)),
                new ScheduledThreadPoolExecutor(1),
                uncaught::add,
                Duration.ofMillis(300),
                Thread::interrupt);
        try {
            var hanging = new Poller<>(
                    two,
                    Duration.ofMinutes(1),
                    progress -> {
                        started.incrementAndGet();
                        new CountDownLatch(1).await();
                        return "never";
                    },
                    new TaskCallbacks<>(answers::add, answers::add));
            var other = new Poller<>(
                    two, Duration.ofMinutes(1), progress -> "other", new TaskCallbacks<>(answers::add, answers::add));
            Platform.runLater(() -> {
                hanging.start();
                for (int i = 0; i < 8; i++) {
                    hanging.now();
                }
                other.start();
            });

            await().until(() -> answers.contains("other"));
            assertThat(started).hasValue(1);
        } finally {
            two.close();
        }
    }
}
