package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.console.ui.ChartGeometry.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartGeometryTest {
    private static final long GAP = 5_000;
    private final ChartGeometry geometry = new ChartGeometry(0, 100_000, 1_000, 200, 10);

    @Test
    void timeRunsFromLeftToRightAndValuesFromTheBottomUp() {
        assertThat(geometry.x(0)).isZero();
        assertThat(geometry.x(100_000)).isEqualTo(1_000);
        assertThat(geometry.y(0)).isEqualTo(200);
        assertThat(geometry.y(10)).isZero();
        assertThat(geometry.timeAt(500)).isEqualTo(50_000);
    }

    @Test
    void aLineWithoutHolesIsOneStretch() {
        List<Stretch> stretches = geometry.stretches(points(0, 1, 2_000, 2, 4_000, 3), GAP);

        assertThat(stretches).hasSize(1);
        assertThat(stretches.get(0).xs()).containsExactly(0, 20, 40);
        assertThat(stretches.get(0).ys()).containsExactly(180, 160, 140);
    }

    @Test
    void aFailedSampleIsNotBridged() {
        List<Stretch> stretches =
                geometry.stretches(points(0, 1, 2_000, 1, 4_000, Double.NaN, 6_000, 1, 8_000, 1), GAP);

        assertThat(stretches).extracting(Stretch::size).containsExactly(2, 2);
        assertThat(stretches.get(0).xs()[1]).isEqualTo(20);
        assertThat(stretches.get(1).xs()[0]).isEqualTo(60);
    }

    @Test
    void aTimeWithoutSamplesIsNotBridged() {
        assertThat(geometry.stretches(points(0, 1, 5_000, 1, 10_001, 1), GAP))
                .extracting(Stretch::size)
                .containsExactly(2, 1);
    }

    @Test
    void holesAtBothEndsAndInARowLeaveNothingBehind() {
        assertThat(geometry.stretches(
                        points(0, Double.NaN, 2_000, Double.NaN, 4_000, 3, 6_000, Double.NaN, 8_000, Double.NaN), GAP))
                .extracting(Stretch::size)
                .containsExactly(1);
        assertThat(geometry.stretches(points(0, Double.NaN), GAP)).isEmpty();
        assertThat(geometry.stretches(List.of(), GAP)).isEmpty();
    }

    @Test
    void manyPointsInAPixelKeepTheirLowestAndHighest() {
        var narrow = new ChartGeometry(0, 100_000, 10, 100, 100);
        List<ChartPoint> points = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            points.add(new ChartPoint(i * 100L, i == 555 ? 97 : i == 556 ? 3 : 50));
        }

        List<Stretch> stretches = narrow.stretches(points, GAP);

        assertThat(stretches).hasSize(1);
        assertThat(stretches.get(0).size()).isLessThanOrEqualTo(20);
        assertThat(stretches.get(0).ys()).contains(new double[] {3}, within(0.001));
        assertThat(stretches.get(0).ys()).contains(new double[] {97}, within(0.001));
        assertThat(stretches.get(0).xs()).isSorted();
    }

    @Test
    void aRangeWithoutLengthIsRefused() {
        assertThatThrownBy(() -> new ChartGeometry(5, 5, 10, 10, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChartGeometry(0, 5, 10, 10, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ChartPoint> points(double... timesAndValues) {
        List<ChartPoint> points = new ArrayList<>();
        for (int i = 0; i < timesAndValues.length; i += 2) {
            points.add(new ChartPoint((long) timesAndValues[i], timesAndValues[i + 1]));
        }
        return points;
    }
}
