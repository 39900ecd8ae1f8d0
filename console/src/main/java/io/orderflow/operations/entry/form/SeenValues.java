package io.orderflow.operations.entry.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values of one field that were seen lately, to be suggested while somebody types. Not thread-safe. */
public final class SeenValues {
    private static final int MOST = 2_000;

    /** The last seen last. */
    private final Set<String> values = new LinkedHashSet<>();

    public void add(String value) {
        if (value.isBlank()) {
            return;
        }
        values.remove(value);
        values.add(value);
        if (values.size() > MOST) {
            values.remove(values.iterator().next());
        }
    }

    /**
     * What somebody may mean: those that begin with the text first, then those that have it within; of each the last seen
     * first. None for an empty text, and not what is typed already.
     */
    public List<String> like(String text, int most) {
        String typed = text.strip().toLowerCase(Locale.ROOT);
        if (typed.isEmpty()) {
            return List.of();
        }
        List<String> newestFirst = new ArrayList<>(values);
        newestFirst.remove(text.strip());
        Collections.reverse(newestFirst);
        List<String> beginning = new ArrayList<>();
        List<String> within = new ArrayList<>();
        for (String value : newestFirst) {
            String lower = value.toLowerCase(Locale.ROOT);
            if (lower.startsWith(typed)) {
                beginning.add(value);
            } else if (lower.contains(typed)) {
                within.add(value);
            }
        }
        beginning.addAll(within);
        return beginning.subList(0, Math.min(most, beginning.size()));
    }
}
