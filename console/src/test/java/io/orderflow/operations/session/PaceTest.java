package io.orderflow.operations.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.console.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final Pace pace = new Pace(clock);

    @Test
    void saysNothingBeforeThereIsSomethingToTell() {
        assertThat(pace.perSecond()).isEmpty();
        reach(Duration.ofSeconds(1), 100, 1000);
        assertThat(pace.perSecond()).isEmpty();
        assertThat(pace.left()).isEmpty();
    }

    @Test
    void tellsRateAndTimeLeftByTheLastHalfMinute() {
        pace.reached(0, 10_000);
        for (int i = 1; i <= 60; i++) {
            reach(Duration.ofSeconds(1), i * 10L, 10_000);
        }
        assertThat(pace.perSecond()).hasValueCloseTo(10.0, within(0.01));
        assertThat(pace.left()).contains(Duration.ofSeconds(940));
        for (int i = 1; i <= 60; i++) {
            reach(Duration.ofSeconds(1), 600 + i * 100L, 10_000);
        }
        assertThat(pace.perSecond()).hasValueCloseTo(100.0, within(0.01));
        assertThat(pace.left()).contains(Duration.ofSeconds(34));
    }

    @Test
    void workThatStandsStillTakesLongerAndLonger() {
        pace.reached(0, 100);
        reach(Duration.ofSeconds(10), 50, 100);
        assertThat(pace.left()).contains(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(pace.left()).contains(Duration.ofSeconds(20));
    }

    @Test
    void anotherThingThatIsCountedBeginsAnew() {
        pace.reached(0, 100);
        reach(Duration.ofSeconds(10), 90, 100);
        reach(Duration.ofSeconds(10), 0, 5);
        assertThat(pace.perSecond()).isEmpty();
        reach(Duration.ofSeconds(4), 2, 5);
        assertThat(pace.left()).contains(Duration.ofSeconds(6));
    }

    @Test
    void hasNoTimeLeftWhereTheTotalIsNotKnownOrReached() {
        pace.reached(0, -1);
        reach(Duration.ofSeconds(10), 50, -1);
        assertThat(pace.perSecond()).hasValue(5);
        assertThat(pace.left()).isEmpty();
        pace.reached(50, 60);
        reach(Duration.ofSeconds(10), 60, 60);
        assertThat(pace.left()).isEmpty();
    }

    private void reach(Duration after, long done, long total) {
        clock.advance(after);
        pace.reached(done, total);
    }
}
