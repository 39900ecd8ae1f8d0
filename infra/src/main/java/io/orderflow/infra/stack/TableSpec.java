package io.orderflow.infra.stack;

import java.util.List;

/** A table on demand with a text partition key, no sort key and global indexes. */
public record TableSpec(
        String name,
        String arn,
        String partitionKey,
        List<IndexSpec> indexes,
        boolean pointInTimeRecovery,
        boolean deletionProtection,
        int shards) {
    public TableSpec {
        indexes = List.copyOf(indexes);
    }
}
