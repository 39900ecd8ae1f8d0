package io.orderflow.infra.local.dynamodb.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A table's stream.
 *
 * @param label when it was switched on; a part of its ARN
 * @param viewType what its records show
 * @param enabled one that has ended can still be read for a day
 * @param endedMillis when it ended, 0 while it has not
 */
public record StreamSettings(String label, String viewType, boolean enabled, long endedMillis) {

    /** When it was switched on. */
    public Instant since() {
        return LocalDateTime.parse(label).toInstant(ZoneOffset.UTC);
    }

    public StreamSettings ended(Instant now) {
        return enabled ? new StreamSettings(label, viewType, false, now.toEpochMilli()) : this;
    }
}
