package io.orderflow.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the rounds of a benchmark measured. */
public final class BenchmarkValues {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    double median() {
        return quantile(0.5);
    }

    /** The value that so much of them lie at or below. */
    double quantile(double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }

    public void print(String name, String unit) {
        System.out.println("BENCH name=" + name + " value=" + text(median()) + " unit=" + unit + " min="
                + text(Collections.min(values)) + " max=" + text(Collections.max(values)) + " rounds=" + values.size());
    }

    static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
