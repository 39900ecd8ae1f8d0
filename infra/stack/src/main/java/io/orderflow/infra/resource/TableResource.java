package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.IndexSpec;
import io.orderflow.infra.stack.StackTags;
import io.orderflow.infra.stack.TableSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The Orders table with its indexes. */
public final class TableResource extends BaseResource {
    static final String BILLING = "BillingMode";
    static final String PROTECTION = "DeletionProtectionEnabled";
    static final String RECOVERY = "PointInTimeRecovery";
    static final String KEY = "KeySchema";
    static final String INDEX = "index ";

    private final DynamoDbClient dynamoDb;
    private final TableSpec spec;
    private final TableChanges changes;

    public TableResource(DynamoDbClient dynamoDb, TableSpec spec) {
        super(ResourceKind.TABLE, spec.name(), Set.of(), ResourceInUseException.class);
        this.dynamoDb = dynamoDb;
        this.spec = spec;
        this.changes = new TableChanges(dynamoDb, spec);
    }

    @Override
    public Observation observe() {
        try {
            TableDescription table = dynamoDb.describeTable(request -> request.tableName(spec.name()))
                    .table();
            if (table.tableStatus() == TableStatus.DELETING) {
                return missing();
            }
            Optional<Map<String, String>> tags = Answers.ifSupported(() -> tags(table.tableArn()));
            Comparison comparison = compare(table);
            compareRecovery(comparison);
            comparison.tags(tags, extraTags(tags.orElse(Map.of())));
            return Observation.present(table.tableArn(), Comparison.ownership(tags), comparison);
        } catch (ResourceNotFoundException e) {
            return missing();
        }
    }

    private Observation missing() {
        Comparison comparison = compare(null);
        if (spec.pointInTimeRecovery()) {
            comparison.value(RECOVERY, null, true);
        }
        return Observation.missing(comparison.newTags(newTags()));
    }

    private Comparison compare(@Nullable TableDescription table) {
        Comparison comparison = new Comparison();
        String key = table == null ? null : TableFacts.key(table.keySchema(), table.attributeDefinitions());
        comparison.value(KEY, key, TableFacts.key(spec.partitionKey()));
        if (key != null && !key.equals(TableFacts.key(spec.partitionKey()))) {
            comparison.mustBeReplaced("a table's key cannot be changed");
        }
        if (spec.onDemand() || table == null) {
            comparison.value(BILLING, table == null ? null : TableFacts.billing(table), "PAY_PER_REQUEST");
        }
        for (IndexSpec index : spec.indexes()) {
            String now = table == null ? null : TableFacts.index(table, index.name());
            comparison.value(INDEX + index.name(), now, index);
        }
        Boolean isProtected = table == null ? null : Boolean.TRUE.equals(table.deletionProtectionEnabled());
        if (spec.deletionProtection()) {
            comparison.value(PROTECTION, isProtected, true);
        }
        return comparison;
    }

    private void compareRecovery(Comparison comparison) {
        if (!spec.pointInTimeRecovery()) {
            return;
        }
        Optional<Boolean> enabled =
                Answers.ifSupported(() -> dynamoDb.describeContinuousBackups(request -> request.tableName(spec.name()))
                                .continuousBackupsDescription()
                                .pointInTimeRecoveryDescription()
                                .pointInTimeRecoveryStatus()
                        == PointInTimeRecoveryStatus.ENABLED);
        if (enabled.isEmpty()) {
            comparison.unsupported(RECOVERY);
        } else {
            comparison.value(RECOVERY, enabled.get(), true);
        }
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new LinkedHashMap<>();
        ListTagsOfResourceResponse page = dynamoDb.listTagsOfResource(request -> request.resourceArn(arn));
        page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        while (page.nextToken() != null) { // ten tags a page
            String next = page.nextToken();
            page = dynamoDb.listTagsOfResource(
                    request -> request.resourceArn(arn).nextToken(next));
            page.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        }
        return tags;
    }

    /** Fewer shards would hide rows from everybody who reads the index, so a greater number stays. */
    private Map<String, String> extraTags(Map<String, String> now) {
        return Map.of(StackTags.SHARDS, Shards.raised(now.get(StackTags.SHARDS), spec.shards()));
    }

    private Map<String, String> newTags() {
        Map<String, String> tags = new LinkedHashMap<>(StackTags.created());
        tags.put(StackTags.SHARDS, Integer.toString(spec.shards()));
        return tags;
    }

    @Override
    void make(Waits waits) {
        changes.create(newTags(), waits);
    }

    @Override
    public void update(Observation seen, Waits waits) {
        changes.awaitActive(waits);
        if (seen.differsIn(BILLING)) { // first: an index of a table on demand needs no capacity of its own
            changes.payPerRequest(waits);
        }
        for (IndexSpec index : spec.indexes()) { // AWS builds one index at a time
            if (seen.differsIn(INDEX + index.name())) {
                changes.putIndex(index, waits);
            }
        }
        if (seen.differsIn(PROTECTION)) {
            changes.protection(waits);
        }
        if (seen.differsIn(RECOVERY)) {
            changes.recovery(waits);
        }
        setTags(seen, waits, tags -> changes.tag(seen.id(), tags));
    }

    /** Protection against deletion is switched off first: who asks for this has asked for that. */
    @Override
    public void delete(Observation seen, Waits waits) {
        changes.delete(waits);
    }

    @Override
    public Optional<String> contents() {
        Long items = dynamoDb.describeTable(request -> request.tableName(spec.name()))
                .table()
                .itemCount();
        return Optional.of(items == null || items == 0 ? "the orders" : "the orders, about " + items);
    }
}
