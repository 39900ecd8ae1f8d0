package io.orderflow.infra.local.logs;

import java.util.Map;

/**
 * A declared log group.
 *
 * @param retentionDays 0 keeps for ever
 */
record LogGroup(String name, long createdMillis, int retentionDays, Map<String, String> tags) {
    LogGroup {
        tags = Map.copyOf(tags);
    }
}
