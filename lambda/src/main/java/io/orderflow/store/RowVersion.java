package io.orderflow.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How new a row is: its time, then its hash.
 *
 * @param time to the millisecond; {@link Instant#MIN} for a row without a readable time, which any event replaces
 * @param hash the event's hash; computed where the row has none; empty for a row that is no order
 */
public record RowVersion(Instant time, String hash) implements Comparable<RowVersion> {
    private static final Comparator<RowVersion> ORDER =
            Comparator.comparing(RowVersion::time).thenComparing(RowVersion::hash);

    public static RowVersion of(Map<String, AttributeValue> row) {
        Instant time = RowTime.read(row.get(OrdersTable.TIMESTAMP)).orElse(Instant.MIN);
        AttributeValue hash = row.get(OrdersTable.EVENT_HASH);
        return new RowVersion(time, hash != null && hash.s() != null ? hash.s() : computedHash(row));
    }

    @Override
    public int compareTo(RowVersion other) {
        return ORDER.compare(this, other);
    }

    private static String computedHash(Map<String, AttributeValue> row) {
        try {
            return OrdersTable.eventHash(RowReader.read(row).order());
        } catch (UnreadableRowException notAnOrder) {
            // It has no content to compare: a real order of the same time wins.
            return "";
        }
    }
}
