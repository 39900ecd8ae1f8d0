package io.orderflow.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final List<Object> answers = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void repeatsAtItsIntervalUntilItIsStopped() {
        var runner = new DirectTaskRunner();
        var poller = poller(runner, progress -> runs.incrementAndGet());

        poller.start();
        runner.fireLater();
        poller.stop();
        runner.fireLater();

        assertThat(answers).containsExactly(1, 2);
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void hasOneRunUnderWayHoweverOftenItIsAsked() {
        var runner = new StepTaskRunner();
        var poller = poller(runner, progress -> runs.incrementAndGet());

        poller.start();
        for (int i = 0; i < 8; i++) {
            poller.now();
        }
        assertThat(runner.pending()).isEqualTo(1);
        runner.finishOldest();
        assertThat(runner.pending()).as("once more, not eight times").isEqualTo(1);
        runner.finishOldest();

        assertThat(answers).containsExactly(1, 2);
        assertThat(runner.pending()).isZero();
        assertThat(runner.delays()).containsExactly(SECOND);
    }

    @Test
    void startsAnewThoughTheRunThatWasStoppedHasNotEnded() {
        var runner = new StepTaskRunner();
        var poller = poller(runner, progress -> runs.incrementAndGet());

        poller.start();
        poller.now();
        poller.stop();
        poller.start();
        runner.finishOldest();
        runner.finishOldest();

        assertThat(answers).hasSize(1);
        assertThat(runner.delays()).containsExactly(SECOND);
    }

    @Test
    void waitsLongerAfterEachFailureUpTo30SecondsAndRecoversAtOnce() {
        var runner = new DirectTaskRunner();
        var failing = new AtomicInteger(7);
        var poller = poller(runner, progress -> {
            if (failing.getAndDecrement() > 0) {
                throw new IllegalStateException("away");
            }
            return 0;
        });
        List<Duration> delays = new ArrayList<>();

        poller.start();
        for (int i = 0; i < 8; i++) {
            delays.addAll(runner.delays());
            runner.fireLater();
        }

        assertThat(delays).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 30L, 30L, 30L, 1L);
        assertThat(answers).hasSize(9);
    }

    @Test
    void doesNothingForARequestWhileItIsNotActive() {
        var runner = new DirectTaskRunner();
        poller(runner, progress -> runs.incrementAndGet()).now();

        assertThat(runs).hasValue(0);
    }

    @Test
    void staysStoppedWhenItsOwnCallbackStopsIt() {
        var runner = new DirectTaskRunner();
        List<Poller<Integer>> self = new ArrayList<>();
        self.add(new Poller<>(
                runner,
                SECOND,
                progress -> runs.incrementAndGet(),
                new TaskCallbacks<>(value -> self.get(0).stop(), answers::add)));

        self.get(0).start();

        assertThat(runner.delays()).isEmpty();
    }

    private Poller<Integer> poller(TaskRunner runner, Work<Integer> work) {
        return new Poller<>(runner, SECOND, work, new TaskCallbacks<>(answers::add, answers::add));
    }
}
