package io.orderflow.lambda.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One figure beside what it is compared with, as one line that docs/benchmarks.md keeps. */
record Bench(String name, double value, String unit, double baseline) {
    /** How many times better the value is: more of a rate, less of a time. */
    double ratio() {
        return unit.endsWith("/s") ? value / baseline : baseline / value;
    }

    void print() {
        System.out.println(String.format(
                Locale.ROOT,
                "BENCH name=%s value=%.2f unit=%s baseline=%.2f ratio=%.2f",
                name,
                value,
                unit,
                baseline,
                ratio()));
    }

    /** A figure with nothing to compare it with. */
    static void print(String name, double value, String unit) {
        System.out.println(
                String.format(Locale.ROOT, "BENCH name=%s value=%.2f unit=%s baseline=- ratio=-", name, value, unit));
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
