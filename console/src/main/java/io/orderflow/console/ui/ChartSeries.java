package io.orderflow.console.ui;

import java.util.List;

/**
 * One line of a {@link TimeChart}.
 *
 * @param styleClass gives the line, its area and its mark their colour
 * @param area whether the space below the line is filled
 * @param points in order of time
 */
public record ChartSeries(String styleClass, boolean area, List<ChartPoint> points) {
    public ChartSeries {
        points = List.copyOf(points);
    }
}
