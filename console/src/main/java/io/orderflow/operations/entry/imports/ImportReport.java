package io.orderflow.operations.entry.imports;

import io.orderflow.operations.entry.PlacedEnd;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an import went.
 *
 * @param published rows that SNS has taken
 * @param ends of the rows that were published or refused
 * @param stopped {@code cancelled} or {@code budget}; null where it was not
 * @param fault the line that ended it early; null where none did
 * @param finished whether nothing is left that a resume would do
 * @param dollars what this run cost about
 */
public record ImportReport(
        String id,
        ImportHead head,
        int published,
        Map<PlacedEnd, Integer> ends,
        @Nullable String stopped,
        @Nullable String fault,
        boolean finished,
        double dollars) {
    public ImportReport {
        Map<PlacedEnd, Integer> all = new EnumMap<>(PlacedEnd.class);
        for (PlacedEnd end : PlacedEnd.values()) {
            all.put(end, ends.getOrDefault(end, 0));
        }
        ends = Map.copyOf(all);
    }

    /** Of those whose order is in Orders. */
    public int done() {
        return ends.entrySet().stream()
                .filter(each -> each.getKey().done())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    public int count(PlacedEnd end) {
        return ends.getOrDefault(end, 0);
    }

    /** Whether all of the file is where it was to be. */
    public boolean whole() {
        boolean followed = !head.pace().follow().isZero();
        return finished && head.faulty() == 0 && published == head.valid() && (!followed || done() == head.valid());
    }
}
