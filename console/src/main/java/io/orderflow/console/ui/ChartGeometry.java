package io.orderflow.console.ui;

import java.util.ArrayList;
import java.util.List;

/**
 * Where times and values lie in a plot of a given size, in pixels. Pure arithmetic, no toolkit.
 *
 * @param fromMillis the time at the left edge
 * @param toMillis the time at the right edge, later than {@code fromMillis}
 * @param top the value at the upper edge; the lower edge is 0
 */
record ChartGeometry(long fromMillis, long toMillis, double width, double height, double top) {

    /** An unbroken run of a line. Both arrays are of the same length, at least 1. */
    record Stretch(double[] xs, double[] ys) {
        int size() {
            return xs.length;
        }
    }

    ChartGeometry {
        if (toMillis <= fromMillis) {
            throw new IllegalArgumentException("The time axis ends at or before its start");
        }
        if (!(top > 0)) {
            throw new IllegalArgumentException("The upper edge must be above 0, but is " + top);
        }
    }

    double x(long atMillis) {
        return (atMillis - fromMillis) * width / (toMillis - fromMillis);
    }

    double y(double value) {
        return height - value * height / top;
    }

    long timeAt(double x) {
        return fromMillis + Math.round(x * (toMillis - fromMillis) / width);
    }

    /**
     * Cuts a line where a value is missing or where nothing was measured for longer than {@code maxGapMillis}: a
     * chart must not claim what nobody saw.
     */
    List<Stretch> stretches(List<ChartPoint> points, long maxGapMillis) {
        List<Stretch> stretches = new ArrayList<>();
        List<ChartPoint> run = new ArrayList<>();
        ChartPoint last = null;
        for (ChartPoint point : points) {
            boolean gap = last != null && point.atMillis() - last.atMillis() > maxGapMillis;
            if (Double.isNaN(point.value()) || gap) {
                close(run, stretches);
            }
            if (!Double.isNaN(point.value())) {
                run.add(point);
            }
            last = point;
        }
        close(run, stretches);
        return stretches;
    }

    private void close(List<ChartPoint> run, List<Stretch> stretches) {
        if (run.isEmpty()) {
            return;
        }
        List<ChartPoint> thinned = thin(run);
        run.clear();
        double[] xs = new double[thinned.size()];
        double[] ys = new double[thinned.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x(thinned.get(i).atMillis());
            ys[i] = y(thinned.get(i).value());
        }
        stretches.add(new Stretch(xs, ys));
    }

    /** Keeps the lowest and the highest point of each pixel column: it looks the same and stays quick to draw. */
    private List<ChartPoint> thin(List<ChartPoint> run) {
        if (run.size() <= 2 * width) {
            return List.copyOf(run);
        }
        List<ChartPoint> kept = new ArrayList<>();
        int start = 0;
        while (start < run.size()) {
            double column = Math.floor(x(run.get(start).atMillis()));
            int low = start;
            int high = start;
            int end = start;
            while (end < run.size() && Math.floor(x(run.get(end).atMillis())) == column) {
                low = run.get(end).value() < run.get(low).value() ? end : low;
                high = run.get(end).value() > run.get(high).value() ? end : high;
                end++;
            }
            kept.add(run.get(Math.min(low, high)));
            if (low != high) {
                kept.add(run.get(Math.max(low, high)));
            }
            start = end;
        }
        return kept;
    }
}
