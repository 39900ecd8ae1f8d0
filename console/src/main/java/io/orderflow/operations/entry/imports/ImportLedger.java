package io.orderflow.operations.entry.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The book of what was done, by whom and when, which holds nothing of an order. Blocks. Thread-safe. */
@FunctionalInterface
public interface ImportLedger {

    /**
     * Adds a line.
     *
     * @param act what was done: {@code STARTED}, {@code RESUMED} or {@code ENDED}
     * @param counts by their names
     */
    void note(Instant at, String act, String id, ImportHead head, @Nullable String note, Map<String, Long> counts)
            throws IOException;
}
