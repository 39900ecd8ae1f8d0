package io.orderflow.console.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The marks of a chart's axes: round numbers, whole ones for counts, full local times. */
final class ChartTicks {
    private static final List<Duration> TIME_STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    private static final int LOWEST_TOP = 4;

    private ChartTicks() {}

    /**
     * Whole numbers from 0 to above {@code max}, so that no line runs along the upper edge, and to 4 at least; a step
     * of 1, 2 or 5 times a power of ten apart.
     *
     * @param intervals how many steps are wanted, at least 1
     */
    static List<Long> counts(double max, int intervals) {
        double raw = Math.max(1, Math.max(max, intervals) / intervals);
        long power = (long) Math.pow(10, Math.floor(Math.log10(raw)));
        long step = 10 * power;
        for (long factor : new long[] {1, 2, 5}) {
            if (factor * power >= raw) {
                step = factor * power;
                break;
            }
        }
        List<Long> ticks = new ArrayList<>();
        for (long tick = 0; ; tick += step) {
            ticks.add(tick);
            if (tick > max && tick >= LOWEST_TOP) {
                return ticks;
            }
        }
    }

    /** Round local times within the range, as milliseconds since the epoch, at most {@code most} of them. */
    static List<Long> times(long fromMillis, long toMillis, int most, ZoneId zone) {
        long step = TIME_STEPS.get(TIME_STEPS.size() - 1).toMillis();
        for (Duration candidate : TIME_STEPS) {
            if ((toMillis - fromMillis) / candidate.toMillis() < most) {
                step = candidate.toMillis();
                break;
            }
        }
        // Counted in local time, so that an offset of a half hour still gives full hours.
        long offset =
                zone.getRules().getOffset(Instant.ofEpochMilli(fromMillis)).getTotalSeconds() * 1000L;
        List<Long> ticks = new ArrayList<>();
        long first = Math.floorDiv(fromMillis + offset + step - 1, step) * step - offset;
        for (long tick = first; tick <= toMillis && ticks.size() < most; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }
}
