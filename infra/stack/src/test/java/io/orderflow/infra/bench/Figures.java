package io.orderflow.infra.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures of several rounds under their names: printed as medians with their spread, beside one they are compared with. */
final class Figures {

    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

    void add(String name, double value) {
        rounds.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    double median(String name) {
        List<Double> sorted = new ArrayList<>(rounds.getOrDefault(name, List.of()));
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** One line: the ratio is the median of value by baseline, or the other way round where less is better. */
    void print(String name, String unit, String baseline) {
        double value = median(name);
        String ratio = "-";
        String beside = "-";
        if (!baseline.isEmpty()) {
            double against = median(baseline);
            beside = text(against);
            ratio = text(unit.endsWith("/s") ? value / against : against / value);
        }
        List<Double> all = rounds.getOrDefault(name, List.of());
        System.out.println("BENCH name=" + name + " value=" + text(value) + " unit=" + unit + " min="
                + text(Collections.min(all)) + " max=" + text(Collections.max(all)) + " rounds=" + all.size()
                + " baseline=" + beside + " ratio=" + ratio);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
