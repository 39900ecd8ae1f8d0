package io.orderflow.infra.local.dynamodb.table;

/**
 * A table's stream.
 *
 * @param label when it was switched on; a part of its ARN
 * @param viewType what its records show
 * @param enabled one that was switched off can still be read for a day
 */
public record StreamSettings(String label, String viewType, boolean enabled) {

    public StreamSettings off() {
        return new StreamSettings(label, viewType, false);
    }
}
