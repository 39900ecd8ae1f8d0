package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UpdateTable: settings, the stream, and one index more or less at a time. Thread-safe. */
final class UpdateTable {

    private static final String NONE = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
            + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
            + " WarmThroughput or TableClass is required";

    private final Tables tables;
    private final TableOperations operations;
    private final IndexBuilder builder;
    private final Clock clock;

    UpdateTable(Tables tables, TableOperations operations, IndexBuilder builder, Clock clock) {
        this.tables = tables;
        this.operations = operations;
        this.builder = builder;
        this.clock = clock;
    }

    synchronized ObjectNode update(ObjectNode in) throws AwsError {
        JsonNode updates = in.path("GlobalSecondaryIndexUpdates");
        if (!Settings.mentioned(in) && !in.has("StreamSpecification") && updates.isEmpty()) {
            throw Faults.validation(NONE);
        }
        checkTogether(in, updates);
        Table table = tables.describe(in.get("TableName").asText());
        TableDefinition before = table.definition();
        Settings.checkChange(in, before.settings(), in.has("StreamSpecification") || !updates.isEmpty());
        checkUpdates(updates);
        TableOperations.checkNotBusy(before);
        @Nullable StreamSettings stream = stream(in, before);
        Map<String, String> types = new LinkedHashMap<>(before.attributes());
        Map<String, String> given = Schemas.attributes(in);
        checkNotRedefined(before.attributes(), given);
        types.putAll(given);
        ObjectNode settings = Settings.merged(before.settings(), in, clock.millis());
        List<IndexDefinition> indexes = new ArrayList<>(before.indexes());
        for (JsonNode update : updates) {
            change(indexes, update, given, Settings.onDemand(settings));
        }
        Schemas.checkAll(indexes);
        billed(indexes, Settings.onDemand(settings));
        Map<String, String> used = used(before, indexes, types);
        tables.change(
                table,
                definition ->
                        definition.withIndexes(indexes, used).withStream(stream).withSettings(settings));
        ObjectNode out = Json.object();
        out.set("TableDescription", Descriptions.of(table, "UPDATING"));
        builder.start(table);
        return out;
    }

    private static void checkTogether(JsonNode in, JsonNode updates) throws AwsError {
        boolean units = in.has(Settings.THROUGHPUT) || in.has(Settings.BILLING);
        boolean built = false;
        for (JsonNode update : updates) {
            built |= update.has("Create") || update.has("Delete");
        }
        if (units && in.has("StreamSpecification")) {
            throw Faults.parameters("You cannot modify stream status while updating table IOPS");
        }
        if (built && (units || in.has("StreamSpecification"))) {
            throw Faults.parameters("You cannot create or delete index while "
                    + (units ? "updating table IOPS" : "changing stream status"));
        }
    }

    private static void checkNotRedefined(Map<String, String> before, Map<String, String> given) throws AwsError {
        for (Map.Entry<String, String> one : given.entrySet()) {
            String old = before.getOrDefault(one.getKey(), one.getValue());
            if (!old.equals(one.getValue())) {
                throw Faults.parameters("Attributes cannot be redefined. Please check that your attribute has the same"
                        + " type as previously defined. Existing schema: Schema:[SchemaElement: key{" + one.getKey()
                        + ":" + old + ":HASH}] New schema: Schema:[SchemaElement: key{" + one.getKey() + ":"
                        + one.getValue() + ":HASH}]");
            }
        }
    }

    private static void checkUpdates(JsonNode updates) throws AwsError {
        Set<String> names = new HashSet<>();
        int built = 0;
        for (JsonNode update : updates) {
            List<String> kinds = List.of("Update", "Create", "Delete").stream()
                    .filter(update::has)
                    .toList();
            if (kinds.isEmpty()) {
                throw Faults.parameters("One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                        + " GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            if (kinds.size() > 1) {
                throw Faults.parameters(
                        "Only one global secondary index action is allowed per" + " GlobalSecondaryIndexUpdate object");
            }
            String name = update.get(kinds.get(0)).get("IndexName").asText();
            if (!names.add(name)) {
                throw Faults.parameters("Only one global secondary index update per index is allowed simultaneously."
                        + " Index: " + name);
            }
            built += kinds.get(0).equals("Update") ? 0 : 1;
        }
        if (built > 1) {
            throw AwsError.badRequest(
                    "LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private static void change(
            List<IndexDefinition> indexes, JsonNode update, Map<String, String> types, boolean onDemand)
            throws AwsError {
        JsonNode change = update.elements().next();
        String name = change.get("IndexName").asText();
        Optional<IndexDefinition> found =
                indexes.stream().filter(index -> index.name().equals(name)).findFirst();
        if (update.has("Create")) {
            if (found.isPresent()) {
                throw Faults.validation("Attempting to create an index which already exists");
            }
            checkUnits(change, name, onDemand);
            if (types.isEmpty()) {
                throw Faults.parameters("AttributeDefinitions is not specified for index: " + name);
            }
            indexes.add(Schemas.global(change, types, "CREATING"));
            return;
        }
        if (found.isEmpty()) {
            throw Faults.notFound();
        }
        IndexDefinition index = found.get();
        if (!index.global()) {
            throw Faults.validation("Cannot " + (update.has("Delete") ? "delete" : "update")
                    + " an index that is not a GlobalSecondaryIndex: " + name);
        }
        if (update.has("Update")) {
            if (onDemand && !change.has("OnDemandThroughput") && !change.has("WarmThroughput")) {
                throw Faults.parameters("The only Updates for index: " + name + " when TableThroughputMode is"
                        + " PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput");
            }
            Settings.checkChanges(index.settings(), change, "the index " + name, "index " + name);
        }
        indexes.set(
                indexes.indexOf(index),
                update.has("Delete")
                        ? index.withStatus("DELETING")
                        : index.withSettings(Settings.ofIndex(index.settings(), change)));
    }

    private static void checkUnits(JsonNode create, String index, boolean onDemand) throws AwsError {
        if (onDemand && create.has(Settings.THROUGHPUT)) {
            throw Faults.parameters("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: "
                    + index + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !create.has(Settings.THROUGHPUT)) {
            throw Faults.parameters(
                    "Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: " + index);
        }
    }

    /** Indexes have throughput of their own if and only if their table is not paid by request. */
    private static void billed(List<IndexDefinition> indexes, boolean onDemand) throws AwsError {
        List<String> lacking = indexes.stream()
                .filter(index -> index.global() && !index.settings().has(Settings.THROUGHPUT))
                .map(IndexDefinition::name)
                .toList();
        if (!onDemand && !lacking.isEmpty()) {
            throw Faults.parameters("ProvisionedThroughput must be specified for index: " + String.join(",", lacking));
        }
        if (onDemand) {
            indexes.replaceAll(
                    index -> index.withSettings(index.settings().deepCopy().without(Settings.THROUGHPUT)));
        }
    }

    /** Only the types that some key still needs. */
    static Map<String, String> used(TableDefinition table, List<IndexDefinition> indexes, Map<String, String> types) {
        Set<String> names = new HashSet<>(table.keys().names());
        indexes.forEach(index -> names.addAll(index.keys().names()));
        Map<String, String> used = new LinkedHashMap<>(types);
        used.keySet().retainAll(names);
        return used;
    }

    private @Nullable StreamSettings stream(JsonNode in, TableDefinition before) throws AwsError {
        if (!in.has("StreamSpecification")) {
            return before.stream();
        }
        @Nullable
        StreamSettings next = operations.stream(
                in.get("StreamSpecification"),
                "If stream is being enabled then UpdateViewType is required",
                "If stream is being disabled, then UpdateViewType must not be specified");
        if (before.isStreaming() == (next != null)) {
            throw Faults.validation(
                    (next == null ? "Table has no stream to disable" : "Table already has an enabled stream")
                            + ": TableName: " + before.name());
        }
        return next == null ? Objects.requireNonNull(before.stream()).ended(clock.instant()) : next;
    }
}
