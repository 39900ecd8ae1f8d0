package io.orderflow.infra.local.dynamodb;

import java.util.Map;
import java.util.TreeMap;

/**
 * What AWS keeps of a table and DynamoDB Local does not.
 *
 * @param pointInTimeRecoveryDays 0 if off
 */
record Overlay(
        Map<String, String> tags,
        int pointInTimeRecoveryDays,
        long pointInTimeRecoverySince,
        boolean deletionProtection,
        String billingMode) {

    Overlay {
        tags = Map.copyOf(new TreeMap<>(tags));
    }

    Overlay withTags(Map<String, String> changed) {
        return new Overlay(changed, pointInTimeRecoveryDays, pointInTimeRecoverySince, deletionProtection, billingMode);
    }

    Overlay withPointInTimeRecovery(int days, long since) {
        return new Overlay(tags, days, since, deletionProtection, billingMode);
    }

    Overlay withDeletionProtection(boolean on) {
        return new Overlay(tags, pointInTimeRecoveryDays, pointInTimeRecoverySince, on, billingMode);
    }

    Overlay withBillingMode(String mode) {
        return new Overlay(tags, pointInTimeRecoveryDays, pointInTimeRecoverySince, deletionProtection, mode);
    }
}
