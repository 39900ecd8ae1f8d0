package io.orderflow.infra.local.logs;

import java.util.Map;

/**
 * A log group.
 *
 * @param retentionDays 0 keeps for ever
 */
record LogGroup(String name, long createdMillis, int retentionDays, Map<String, String> tags) {
    LogGroup {
        tags = Map.copyOf(tags);
    }

    LogGroup withRetentionDays(int days) {
        return new LogGroup(name, createdMillis, days, tags);
    }

    LogGroup withTags(Map<String, String> other) {
        return new LogGroup(name, createdMillis, retentionDays, other);
    }
}
