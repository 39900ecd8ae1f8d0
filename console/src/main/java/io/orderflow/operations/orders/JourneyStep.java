package io.orderflow.operations.orders;

import io.orderflow.order.OrderTimestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order.
 *
 * @param source what tells it: {@code console}, {@code log}, {@code row}, {@code snapshot} or {@code receipt}
 * @param detail data in a line: ids, counts, reasons
 * @param eventHash of the event; null where it is not told
 */
public record JourneyStep(Instant at, Kind step, String source, String detail, @Nullable String eventHash) {
    public static final Comparator<JourneyStep> OLDEST_FIRST =
            Comparator.comparing(JourneyStep::at).thenComparing(JourneyStep::step);

    /** In the order in which they happen within a millisecond. */
    public enum Kind {
        PUBLISHED,
        QUEUED,
        /** A try of the function that failed. */
        TRIED,
        STORED,
        REPLACED,
        DUPLICATE,
        SUPERSEDED,
        DEAD_LETTERED,
        REPAIRED,
        REDRIVEN;

        boolean stores() {
            return this == STORED || this == REPLACED;
        }
    }

    /** Whether another one is of the same event, and not of its being published. */
    boolean leadsTo(JourneyStep other) {
        return other.step != Kind.PUBLISHED && eventHash != null && eventHash.equals(other.eventHash);
    }

    JourneyStep movedTo(Instant time) {
        return new JourneyStep(time, step, source, detail, eventHash);
    }

    /** For machines. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", OrderTimestamp.format(at));
        fields.put("step", step.name());
        fields.put("source", source);
        fields.put("detail", detail);
        return fields;
    }
}
