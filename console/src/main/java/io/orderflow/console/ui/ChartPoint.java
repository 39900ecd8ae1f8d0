package io.orderflow.console.ui;

/**
 * One value of a {@link ChartSeries}.
 *
 * @param atMillis milliseconds since the epoch
 * @param value what was measured; NaN where measuring failed, which breaks the line
 */
public record ChartPoint(long atMillis, double value) {}
