package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTicksTest {

    @Test
    void countsAreWholeNumbersFromZeroInRoundSteps() {
        assertThat(ChartTicks.counts(0, 5)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(ChartTicks.counts(3, 5)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(ChartTicks.counts(6, 5)).containsExactly(0L, 2L, 4L, 6L, 8L);
        assertThat(ChartTicks.counts(371, 4)).containsExactly(0L, 100L, 200L, 300L, 400L);
        assertThat(ChartTicks.counts(120_000, 5)).containsExactly(0L, 50_000L, 100_000L, 150_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 4, 5, 9, 10, 11, 99, 100, 101, 4_999, 5_000, 123_456_789, 9e12})
    void theTopIsAboveTheHighestValueAndTheStepsAreEqual(double max) {
        List<Long> ticks = ChartTicks.counts(max, 5);

        assertThat(ticks.get(0)).isZero();
        assertThat((double) ticks.get(ticks.size() - 1)).isGreaterThan(max);
        assertThat(ticks.size()).isBetween(3, 8);
        long step = ticks.get(1);
        for (int i = 0; i < ticks.size(); i++) {
            assertThat(ticks.get(i)).isEqualTo(i * step);
        }
    }

    @Test
    void timesAreRoundInLocalTime() {
        long from = Instant.parse("2026-11-22T14:01:20.250Z").toEpochMilli();

        assertThat(ChartTicks.times(from, from + 300_000, 6, ZoneOffset.UTC))
                .extracting(millis -> Instant.ofEpochMilli(millis).toString())
                .containsExactly(
                        "2026-11-22T14:02:00Z",
                        "2026-11-22T14:03:00Z",
                        "2026-11-22T14:04:00Z",
                        "2026-11-22T14:05:00Z",
                        "2026-11-22T14:06:00Z");
    }

    @Test
    void halfHourOffsetsStillGiveFullHours() {
        long from = Instant.parse("2026-11-22T14:01:00Z").toEpochMilli();

        assertThat(ChartTicks.times(from, from + 6 * 3_600_000L, 4, ZoneId.of("Asia/Kolkata")))
                .allSatisfy(millis -> assertThat(Instant.ofEpochMilli(millis)
                                .atZone(ZoneId.of("Asia/Kolkata"))
                                .getMinute())
                        .isZero())
                .isNotEmpty();
    }

    @Test
    void thereAreNeverMoreTimesThanAskedFor() {
        for (long length = 1_000; length < 40L * 86_400_000; length *= 3) {
            assertThat(ChartTicks.times(1_700_000_123_456L, 1_700_000_123_456L + length, 6, ZoneOffset.UTC))
                    .hasSizeLessThanOrEqualTo(6);
        }
    }
}
