package io.orderflow.infra.doctor;

import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackSpec;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The Orders table's safeguards. */
final class TableChecks {
    private final DynamoDbClient dynamoDb;
    private final StackSpec spec;

    TableChecks(DynamoDbClient dynamoDb, StackSpec spec) {
        this.dynamoDb = dynamoDb;
        this.spec = spec;
    }

    void run(Consumer<Finding> findings) {
        ResourceId id = new ResourceId(ResourceKind.TABLE, spec.table().name());
        TableDescription table;
        try {
            table = dynamoDb.describeTable(
                            request -> request.tableName(spec.table().name()))
                    .table();
        } catch (ResourceNotFoundException e) {
            findings.accept(Doctor.missing(id));
            return;
        }
        if (!Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
            findings.accept(new Finding(
                    Severity.WARNING, FindingCode.DELETION_PROTECTION, id, FindingText.DELETION_PROTECTION));
        }
        if (!hasRecovery()) {
            findings.accept(new Finding(
                    Severity.WARNING, FindingCode.POINT_IN_TIME_RECOVERY, id, FindingText.POINT_IN_TIME_RECOVERY));
        }
    }

    private boolean hasRecovery() {
        try {
            return dynamoDb.describeContinuousBackups(
                                    request -> request.tableName(spec.table().name()))
                            .continuousBackupsDescription()
                            .pointInTimeRecoveryDescription()
                            .pointInTimeRecoveryStatus()
                    == PointInTimeRecoveryStatus.ENABLED;
        } catch (DynamoDbException e) {
            if (AwsFaults.isUnsupported(e)) {
                return true; // an endpoint without it cannot be told to have it
            }
            throw e;
        }
    }
}
