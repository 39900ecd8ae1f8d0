package io.orderflow.infra.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** One table in memory; each change keeps it busy for two descriptions. */
public final class FakeDynamoDb implements DynamoDbClient {
    private static final int BUSY = 2;

    public TableDescription table;
    public boolean recovery;
    public final Map<String, String> tags = new TreeMap<>();
    /** How many UpdateContinuousBackups calls are refused. */
    public int backupsUnavailable;

    private final Calls calls;
    private int busy;

    FakeDynamoDb(Calls calls) {
        this.calls = calls;
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        checkThere();
        TableStatus status = busy-- > 0 ? TableStatus.UPDATING : TableStatus.ACTIVE;
        return DescribeTableResponse.builder()
                .table(table.toBuilder().tableStatus(status).build())
                .build();
    }

    private void checkThere() {
        if (table == null) {
            throw ResourceNotFoundException.builder().build();
        }
    }

    @Override
    public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        checkThere();
        PointInTimeRecoveryStatus status =
                recovery ? PointInTimeRecoveryStatus.ENABLED : PointInTimeRecoveryStatus.DISABLED;
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(
                        it -> it.pointInTimeRecoveryDescription(pitr -> pitr.pointInTimeRecoveryStatus(status)))
                .build();
    }

    /** One tag a page. */
    @Override
    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        List<Tag> all = tags.entrySet().stream()
                .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
                .toList();
        int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        int to = Math.min(all.size(), from + 1);
        return ListTagsOfResourceResponse.builder()
                .tags(all.subList(from, to))
                .nextToken(to < all.size() ? Integer.toString(to) : null)
                .build();
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return calls.mutate("dynamodb:CreateTable", () -> {
            if (table != null) {
                throw ResourceInUseException.builder().build();
            }
            table = TableDescription.builder()
                    .tableName(request.tableName())
                    .tableArn("arn:aws:dynamodb:eu-west-1:123456789012:table/" + request.tableName())
                    .keySchema(request.keySchema())
                    .attributeDefinitions(request.attributeDefinitions())
                    .billingModeSummary(it -> it.billingMode(request.billingMode()))
                    .deletionProtectionEnabled(request.deletionProtectionEnabled())
                    .globalSecondaryIndexes(request.globalSecondaryIndexes().stream()
                            .map(it -> index(it.indexName(), it.keySchema(), it.projection()))
                            .toList())
                    .build();
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            busy = BUSY;
            return CreateTableResponse.builder().build();
        });
    }

    private static GlobalSecondaryIndexDescription index(
            String name, List<KeySchemaElement> keys, Projection projection) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(name)
                .keySchema(keys)
                .projection(projection)
                .indexStatus(IndexStatus.ACTIVE)
                .build();
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return calls.mutate("dynamodb:UpdateTable", () -> {
            if (busy > 0) {
                throw ResourceInUseException.builder().build();
            }
            if (request.globalSecondaryIndexUpdates().size() > 1) {
                throw LimitExceededException.builder().build();
            }
            TableDescription.Builder next = table.toBuilder();
            if (request.billingMode() != null) {
                BillingMode mode = request.billingMode();
                next.billingModeSummary(it -> it.billingMode(mode));
            }
            if (request.deletionProtectionEnabled() != null) {
                next.deletionProtectionEnabled(request.deletionProtectionEnabled());
            }
            List<AttributeDefinition> definitions = new ArrayList<>(table.attributeDefinitions());
            request.attributeDefinitions().stream()
                    .filter(it -> !definitions.contains(it))
                    .forEach(definitions::add);
            List<GlobalSecondaryIndexDescription> indexes = new ArrayList<>(table.globalSecondaryIndexes());
            request.globalSecondaryIndexUpdates().forEach(update -> change(indexes, update));
            table = next.attributeDefinitions(definitions)
                    .globalSecondaryIndexes(indexes)
                    .build();
            busy = BUSY;
            return UpdateTableResponse.builder().build();
        });
    }

    private static void change(List<GlobalSecondaryIndexDescription> indexes, GlobalSecondaryIndexUpdate update) {
        if (update.delete() != null) {
            indexes.removeIf(it -> it.indexName().equals(update.delete().indexName()));
        } else if (indexes.stream()
                .noneMatch(it -> it.indexName().equals(update.create().indexName()))) {
            indexes.add(index(
                    update.create().indexName(),
                    update.create().keySchema(),
                    update.create().projection()));
        }
    }

    @Override
    public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        return calls.mutate("dynamodb:UpdateContinuousBackups", () -> {
            if (backupsUnavailable-- > 0) {
                throw ContinuousBackupsUnavailableException.builder().build();
            }
            recovery = request.pointInTimeRecoverySpecification().pointInTimeRecoveryEnabled();
            return UpdateContinuousBackupsResponse.builder().build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return calls.mutate("dynamodb:TagResource", () -> {
            request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
