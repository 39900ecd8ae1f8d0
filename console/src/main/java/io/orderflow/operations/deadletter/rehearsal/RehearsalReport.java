package io.orderflow.operations.deadletter.rehearsal;

import io.orderflow.operations.deadletter.rehearsal.RehearsedEnd.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a rehearsal went.
 *
 * @param ends of every letter, by its key, in the order in which they were given
 * @param cancelled whether it was ended before all ends were known
 */
public record RehearsalReport(Map<String, RehearsedEnd> ends, boolean cancelled) {
    public RehearsalReport {
        ends = Collections.unmodifiableMap(new LinkedHashMap<>(ends));
    }

    /** How many letters came to each end; ends that none came to are not in it. */
    public Map<Kind, Integer> totals() {
        Map<Kind, Integer> totals = new EnumMap<>(Kind.class);
        ends.values().forEach(end -> totals.merge(end.kind(), 1, Integer::sum));
        return totals;
    }

    /** In English: {@code stored 38 · replaced 3 · superseded 5 · malformed 14}. */
    public String line() {
        return totals().entrySet().stream()
                .map(each -> each.getKey().name().toLowerCase(Locale.ROOT) + " " + each.getValue())
                .collect(Collectors.joining(" · "));
    }
}
