package io.orderflow.infra.local.dynamodb.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A table's stream.
 *
 * @param label when it was switched on; a part of its ARN
 * @param viewType what its records show
 * @param enabled one that was switched off can still be read for a day
 */
public record StreamSettings(String label, String viewType, boolean enabled) {

    /** When it was switched on. */
    public Instant since() {
        return LocalDateTime.parse(label).toInstant(ZoneOffset.UTC);
    }

    public StreamSettings off() {
        return new StreamSettings(label, viewType, false);
    }
}
