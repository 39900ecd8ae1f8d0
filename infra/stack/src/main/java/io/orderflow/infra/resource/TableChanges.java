package io.orderflow.infra.resource;

import io.orderflow.infra.stack.IndexSpec;
import io.orderflow.infra.stack.TableSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** The calls that change a table, each followed by the wait it needs. */
final class TableChanges {
    private static final Duration TABLE_LIMIT = Duration.ofMinutes(5);
    /** Filling an index takes time by the size of the table; the next apply goes on where this one stopped. */
    private static final Duration INDEX_LIMIT = Duration.ofMinutes(30);

    private final DynamoDbClient dynamoDb;
    private final TableSpec spec;

    TableChanges(DynamoDbClient dynamoDb, TableSpec spec) {
        this.dynamoDb = dynamoDb;
        this.spec = spec;
    }

    void create(Map<String, String> tags, Waits waits) {
        waits.until("the old table to be gone", TABLE_LIMIT, () -> !isDeleting());
        Answers.tagged(
                tags,
                waits,
                given -> waits.retry(
                        "other tables to be made",
                        TABLE_LIMIT,
                        LimitExceededException.class::isInstance,
                        () -> create(given)));
        awaitActive(waits);
        if (spec.pointInTimeRecovery()) {
            recovery(waits);
        }
    }

    private void create(Map<String, String> tags) {
        List<GlobalSecondaryIndex> indexes =
                spec.indexes().stream().map(TableChanges::index).toList();
        dynamoDb.createTable(request -> request.tableName(spec.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions())
                .keySchema(element(spec.partitionKey(), KeyType.HASH))
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                .deletionProtectionEnabled(spec.deletionProtection())
                .tags(tags(tags)));
    }

    void delete(Waits waits) {
        Optional<TableDescription> table = describe();
        if (table.isEmpty()) {
            return;
        }
        if (Boolean.TRUE.equals(table.get().deletionProtectionEnabled())) {
            update(waits, request -> request.deletionProtectionEnabled(false));
        }
        waits.retry(
                "the table's last change",
                INDEX_LIMIT,
                e -> e instanceof ResourceInUseException || e instanceof LimitExceededException,
                () -> Answers.deleteIfThere(() -> dynamoDb.deleteTable(request -> request.tableName(spec.name()))));
        waits.until("the table to be gone", TABLE_LIMIT, () -> describe().isEmpty());
    }

    void awaitActive(Waits waits) {
        waits.until("the table and its indexes to be active", INDEX_LIMIT, this::isActive);
    }

    void payPerRequest(Waits waits) {
        update(waits, request -> request.billingMode(BillingMode.PAY_PER_REQUEST));
    }

    void protection(Waits waits) {
        update(waits, request -> request.deletionProtectionEnabled(true));
    }

    /** Builds an index; one of the same name with other keys goes first (it holds no data of its own). */
    void putIndex(IndexSpec index, Waits waits) {
        if (describe().map(table -> TableFacts.index(table, index.name())).isPresent()) {
            Answers.deleteIfThere(() -> update(
                    waits,
                    request -> request.globalSecondaryIndexUpdates(
                            change -> change.delete(delete -> delete.indexName(index.name())))));
        }
        waits.until("the old index to be gone", INDEX_LIMIT, () -> !hasIndex(index.name()));
        GlobalSecondaryIndex wanted = index(index);
        ProvisionedThroughput capacity = capacity();
        update(waits, request -> request.attributeDefinitions(
                        Stream.of(spec.partitionKey(), index.partitionKey(), index.sortKey())
                                .distinct()
                                .map(TableChanges::text)
                                .toList())
                .globalSecondaryIndexUpdates(change -> change.create(create -> create.indexName(index.name())
                        .keySchema(wanted.keySchema())
                        .provisionedThroughput(capacity)
                        .projection(wanted.projection()))));
    }

    /** An index of a table with capacity gets as much as the table; null where it is paid by request. */
    private @Nullable ProvisionedThroughput capacity() {
        return describe()
                .filter(table -> TableFacts.billing(table).equals("PROVISIONED"))
                .map(TableDescription::provisionedThroughput)
                .map(table -> ProvisionedThroughput.builder()
                        .readCapacityUnits(table.readCapacityUnits())
                        .writeCapacityUnits(table.writeCapacityUnits())
                        .build())
                .orElse(null);
    }

    void recovery(Waits waits) {
        Answers.setIfSupported(
                TableResource.RECOVERY,
                waits,
                () -> waits.retry(
                        "backups to be available",
                        TABLE_LIMIT,
                        e -> e instanceof ContinuousBackupsUnavailableException || Answers.isMissing(e),
                        () -> dynamoDb.updateContinuousBackups(request -> request.tableName(spec.name())
                                .pointInTimeRecoverySpecification(it -> it.pointInTimeRecoveryEnabled(true)))));
    }

    void tag(@Nullable String arn, Map<String, String> tags) {
        dynamoDb.tagResource(request -> request.resourceArn(arn).tags(tags(tags)));
    }

    private void update(Waits waits, Consumer<UpdateTableRequest.Builder> change) {
        waits.retry(
                "the table's last change",
                INDEX_LIMIT,
                e -> e instanceof ResourceInUseException || e instanceof LimitExceededException,
                () -> dynamoDb.updateTable(request -> change.accept(request.tableName(spec.name()))));
        awaitActive(waits);
    }

    private Optional<TableDescription> describe() {
        return Answers.ifThere(
                ResourceNotFoundException.class, () -> dynamoDb.describeTable(request -> request.tableName(spec.name()))
                        .table());
    }

    private boolean isDeleting() {
        return describe().filter(it -> it.tableStatus() == TableStatus.DELETING).isPresent();
    }

    private boolean hasIndex(String name) {
        return describe().stream()
                .flatMap(it -> it.globalSecondaryIndexes().stream())
                .anyMatch(it -> name.equals(it.indexName()));
    }

    private boolean isActive() {
        return describe()
                .filter(it -> it.tableStatus() == TableStatus.ACTIVE)
                .filter(it -> it.globalSecondaryIndexes().stream()
                        .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE))
                .isPresent();
    }

    private List<AttributeDefinition> definitions() {
        return Stream.concat(
                        Stream.of(spec.partitionKey()),
                        spec.indexes().stream().flatMap(it -> Stream.of(it.partitionKey(), it.sortKey())))
                .distinct()
                .map(TableChanges::text)
                .toList();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static GlobalSecondaryIndex index(IndexSpec index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(element(index.partitionKey(), KeyType.HASH), element(index.sortKey(), KeyType.RANGE))
                .projection(
                        Projection.builder().projectionType(ProjectionType.ALL).build())
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static @Nullable List<Tag> tags(Map<String, String> tags) {
        return Answers.orNone(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
