package io.orderflow.infra.stack;

import java.util.List;

/**
 * A table with a text partition key, no sort key and global indexes; made on demand.
 *
 * @param onDemand false leaves the billing mode of a table that is there as it is
 * @param pointInTimeRecovery false leaves it as it is
 * @param deletionProtection false leaves it as it is
 */
public record TableSpec(
        String name,
        String arn,
        String partitionKey,
        List<IndexSpec> indexes,
        boolean onDemand,
        boolean pointInTimeRecovery,
        boolean deletionProtection,
        int shards) {
    public TableSpec {
        indexes = List.copyOf(indexes);
    }
}
