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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UpdateTable: settings, the stream, and one index more or less at a time. Thread-safe. */
final class TableChanges {

    private static final String NONE = "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
            + " GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required";

    private final Tables tables;
    private final IndexBuilder builder;
    private final Clock clock;

    TableChanges(Tables tables, IndexBuilder builder, Clock clock) {
        this.tables = tables;
        this.builder = builder;
        this.clock = clock;
    }

    synchronized ObjectNode update(ObjectNode in) throws AwsError {
        JsonNode updates = in.path("GlobalSecondaryIndexUpdates");
        if (!Settings.mentioned(in) && !in.has("StreamSpecification") && updates.isEmpty()) {
            throw Faults.validation(NONE);
        }
        Table table = tables.describe(in.get("TableName").asText());
        TableDefinition before = table.definition();
        Settings.checkChange(in, before.settings());
        checkUpdates(updates);
        if (before.indexes().stream().anyMatch(index -> !index.isActive())) {
            throw AwsError.badRequest(
                    "ResourceInUseException",
                    "Attempt to change a resource which is still in use: Table is being updated: " + before.name());
        }
        @Nullable StreamSettings stream = stream(in.path("StreamSpecification"), before);
        Map<String, String> types = new LinkedHashMap<>(before.attributes());
        Map<String, String> given = Schemas.attributes(in);
        checkNotRedefined(before.attributes(), given);
        types.putAll(given);
        ObjectNode settings = Settings.merged(before.settings(), in);
        List<IndexDefinition> indexes = new ArrayList<>(before.indexes());
        for (JsonNode update : updates) {
            change(indexes, update, given, settings);
        }
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
            String name = update.get(kinds.get(0)).get("IndexName").asText();
            if (kinds.size() > 1 || !names.add(name)) {
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
            List<IndexDefinition> indexes, JsonNode update, Map<String, String> types, JsonNode table) throws AwsError {
        if (update.has("Create")) {
            JsonNode create = update.get("Create");
            String name = create.get("IndexName").asText();
            if (indexes.stream().anyMatch(index -> index.name().equals(name))) {
                throw Faults.validation("Attempting to create an index which already exists");
            }
            indexes.add(Schemas.global(create, types, "CREATING", table));
            Schemas.checkGlobalCount(
                    indexes.stream().filter(IndexDefinition::global).count());
            return;
        }
        JsonNode change = update.has("Delete") ? update.get("Delete") : update.get("Update");
        String name = change.get("IndexName").asText();
        Optional<IndexDefinition> found = indexes.stream()
                .filter(index -> index.global() && index.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            throw AwsError.badRequest("ResourceNotFoundException", "Requested resource not found");
        }
        IndexDefinition next;
        if (update.has("Delete")) {
            next = found.get().withStatus("DELETING");
        } else {
            ObjectNode settings = found.get().settings().deepCopy();
            for (String member : List.of("ProvisionedThroughput", "OnDemandThroughput", "WarmThroughput")) {
                if (change.has(member)) {
                    settings.set(member, change.get(member));
                }
            }
            next = found.get().withSettings(settings);
        }
        indexes.set(indexes.indexOf(found.get()), next);
    }

    /** Only the types that some key still needs. */
    static Map<String, String> used(TableDefinition table, List<IndexDefinition> indexes, Map<String, String> types) {
        Set<String> names = new HashSet<>(table.keys().names());
        indexes.forEach(index -> names.addAll(index.keys().names()));
        Map<String, String> used = new LinkedHashMap<>(types);
        used.keySet().retainAll(names);
        return used;
    }

    private @Nullable StreamSettings stream(JsonNode specification, TableDefinition before) throws AwsError {
        StreamSettings old = before.stream();
        if (!specification.has("StreamEnabled")) {
            return old;
        }
        boolean on = specification.get("StreamEnabled").asBoolean();
        if (on && before.isStreaming()) {
            throw Faults.validation("Table already has an enabled stream: TableName: " + before.name());
        }
        if (!on && !before.isStreaming()) {
            throw Faults.validation("Table has no stream to disable: TableName: " + before.name());
        }
        if (!on) {
            return old == null ? null : old.off();
        }
        return TableOperations.stream(specification, clock.instant());
    }
}
