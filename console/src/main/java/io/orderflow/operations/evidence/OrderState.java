package io.orderflow.operations.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of Orders, as far as it says something about an event.
 *
 * @param time the event's, to the millisecond; {@link Instant#MIN} where it cannot be read, so that any event is newer
 * @param hash the event's; empty where the row is no order
 * @param processedAt when the consumer stored it; null in rows that others wrote
 * @param sentAt when SQS took the message that it came from; null where that is not told
 * @param fields the row as people and machines read it, by attribute name
 */
public record OrderState(
        Instant time,
        String hash,
        @Nullable Instant processedAt,
        @Nullable Instant sentAt,
        Map<String, Object> fields) {
    public OrderState {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Negative where an event of that time and hash is older than the row, zero where it is the row's, as the consumer decides. */
    public int compareTo(Instant eventTime, String eventHash) {
        int byTime = eventTime.compareTo(time);
        return byTime != 0 ? byTime : eventHash.compareTo(hash);
    }
}
