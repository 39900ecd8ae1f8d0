package io.orderflow.console.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.FakeQueueDepths;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueSample;
import io.orderflow.operations.queues.TimeRange;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.Memory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The sampler and the view model on top of it, without a toolkit. */
class QueuesViewModelTest {
    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private final PortException down =
            new PortException(PortException.Kind.UNREACHABLE, "OrderQueue", "connection refused");

    private final MutableClock clock = new MutableClock(START);
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final FakeQueueDepths depths = new FakeQueueDepths();
    private final RecordingMonitor monitor = new RecordingMonitor();
    private final QueueSampler sampler = new QueueSampler(depths, runner, monitor, clock, INTERVAL);
    private final QueuesViewModel model = new QueuesViewModel(sampler);

    QueuesViewModelTest() {
        depths.set(WatchedQueue.ORDER_QUEUE, 38, 15, 1);
        depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 14, 2, 0);
    }

    @Test
    void showsTheRangeThatWasChosenLast() {
        Memory memory = Memory.ofThisProcess();
        memory.put("queues.range", "TEN_YEARS");
        model.restore(memory);
        assertThat(model.rangeProperty().get()).isEqualTo(TimeRange.FIVE_MINUTES);
        model.rangeProperty().set(TimeRange.ONE_HOUR);

        var again = new QueuesViewModel(sampler);
        again.restore(memory);

        assertThat(again.rangeProperty().get()).isEqualTo(TimeRange.ONE_HOUR);
    }

    @Test
    void samplesOnceAnIntervalWithOneRequestAQueue() {
        sampler.start();
        assertThat(depths.requests()).isEqualTo(2);
        assertThat(runner.delays()).containsExactly(INTERVAL);

        sample();
        assertThat(depths.requests()).isEqualTo(4);
        sampler.stop();
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void theNewestDepthsFeedNumbersAndBadge() {
        assertThat(sampler.badgeProperty().get()).isZero();
        sampler.start();

        assertThat(model.latestProperty().get().depth(WatchedQueue.ORDER_QUEUE)).isEqualTo(new QueueDepth(38, 15, 1));
        assertThat(sampler.deadLettersProperty().get()).isEqualTo(16);
        assertThat(sampler.badgeProperty().get()).isEqualTo(16);
        assertThat(monitor.successes).isEqualTo(1);
    }

    @Test
    void aQueueThatCannotBeReadLeavesAHoleAndDoesNotHideTheOther() {
        depths.fail(WatchedQueue.ORDER_QUEUE, down);
        sampler.start();

        QueueSample sample = model.latestProperty().get();
        assertThat(sample.depth(WatchedQueue.ORDER_QUEUE)).isNull();
        assertThat(sample.depth(WatchedQueue.DEAD_LETTER_QUEUE)).isNotNull();
        assertThat(model.faultProperty().get()).isSameAs(down);
        assertThat(QueueMeasure.VISIBLE
                        .line(
                                WatchedQueue.ORDER_QUEUE,
                                model.windowProperty().get().samples())
                        .points())
                .singleElement()
                .satisfies(point -> assertThat(point.value()).isNaN());

        depths.set(WatchedQueue.ORDER_QUEUE, 1, 0, 0);
        sample();
        assertThat(model.faultProperty().get()).isNull();
    }

    @Test
    void backsOffWhileNothingAnswersAndKeepsTheLastBadge() {
        sampler.start();
        depths.fail(WatchedQueue.ORDER_QUEUE, down);
        depths.fail(WatchedQueue.DEAD_LETTER_QUEUE, down);
        sample();
        assertThat(runner.delays()).containsExactly(INTERVAL.multipliedBy(2));
        sample();
        assertThat(runner.delays()).containsExactly(INTERVAL.multipliedBy(4));

        assertThat(monitor.faults).containsExactly(down, down);
        assertThat(sampler.badgeProperty().get()).isEqualTo(16);
        assertThat(model.windowProperty().get().samples()).hasSize(3);
    }

    @Test
    void theWindowEndsAtTheNewestSampleAndIsAsLongAsTheRange() {
        sampler.start();
        for (int i = 0; i < 400; i++) {
            sample();
        }
        QueuesViewModel.Window window = model.windowProperty().get();
        assertThat(window.to()).isEqualTo(START.plusSeconds(800));
        assertThat(window.from()).isEqualTo(window.to().minus(Duration.ofMinutes(5)));
        assertThat(window.samples()).hasSizeBetween(150, 153);

        model.rangeProperty().set(TimeRange.ONE_HOUR);
        assertThat(model.windowProperty().get().samples()).hasSize(401);
    }

    @Test
    void historyIsBounded() {
        sampler.start();
        for (int i = 0; i < 3_000; i++) {
            sample();
        }
        assertThat(sampler.since(Instant.EPOCH)).hasSize((int) (QueueSampler.KEPT.toSeconds() / 2) + 1);
    }

    @Test
    void theCrosshairMarksASampleAndWithoutItTheNewestIsMarked() {
        sampler.start();
        depths.set(WatchedQueue.ORDER_QUEUE, 5, 0, 0);
        sample();
        assertThat(model.markedProperty().get()).isSameAs(model.latestProperty().get());

        model.crosshairProperty().set(START);
        assertThat(model.underCrosshairProperty().get().at()).isEqualTo(START);
        assertThat(model.markedProperty().get().at()).isEqualTo(START);
        sample();
        assertThat(model.markedProperty().get().at()).isEqualTo(START);

        model.crosshairProperty().set(null);
        assertThat(model.markedProperty().get()).isSameAs(model.latestProperty().get());
    }

    private void sample() {
        clock.advance(INTERVAL);
        runner.fireLater();
    }
}
