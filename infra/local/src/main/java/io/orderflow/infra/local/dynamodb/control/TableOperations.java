package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** CreateTable, DescribeTable, DeleteTable, ListTables. Thread-safe. */
final class TableOperations {

    private static final int MAX_NAMES = 100;
    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Tables tables;
    private final Clock clock;

    TableOperations(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    ObjectNode create(ObjectNode in) throws AwsError {
        Settings.checkNew(in);
        Map<String, String> types = Schemas.attributes(in);
        KeySchema keys = Schemas.keys(in.get("KeySchema"), types, false);
        List<IndexDefinition> indexes = Schemas.indexes(in, keys, types);
        Schemas.checkAllUsed(keys, indexes, types);
        JsonNode stream = in.path("StreamSpecification");
        Map<String, String> tags = Tags.merged(Map.of(), in.path("Tags"));
        Table table = tables.create(new TableDefinition(
                in.get("TableName").asText(),
                UUID.randomUUID().toString(),
                clock.millis(),
                keys,
                types,
                indexes,
                stream.path("StreamEnabled").asBoolean() ? stream(stream, clock.instant()) : null,
                null,
                tags,
                Settings.merged(Json.object(), in)));
        return answered("TableDescription", Descriptions.of(table, "CREATING"));
    }

    static StreamSettings stream(JsonNode specification, Instant now) throws AwsError {
        if (!specification.has("StreamViewType")) {
            throw Faults.parameters("StreamViewType must be specified when StreamEnabled is true");
        }
        return new StreamSettings(
                LABEL.format(now), specification.get("StreamViewType").asText(), true);
    }

    private static ObjectNode answered(String member, ObjectNode description) {
        ObjectNode out = Json.object();
        out.set(member, description);
        return out;
    }

    ObjectNode describe(ObjectNode in) throws AwsError {
        return answered(
                "Table", Descriptions.of(tables.describe(in.get("TableName").asText())));
    }

    ObjectNode delete(ObjectNode in) throws AwsError {
        Table table = tables.describe(in.get("TableName").asText());
        TableDefinition definition = table.definition();
        if (definition.settings().path(Settings.PROTECTION).asBoolean()) {
            throw Faults.validation("Resource cannot be deleted as it is currently protected against deletion. Disable"
                    + " deletion protection first.");
        }
        if (definition.indexes().stream().anyMatch(index -> !index.isActive())) {
            throw AwsError.badRequest(
                    "ResourceInUseException",
                    "Attempt to change a resource which is still in use: Table is being updated: " + definition.name());
        }
        ObjectNode description = Descriptions.deleting(table);
        tables.delete(table);
        return answered("TableDescription", description);
    }

    ObjectNode list(ObjectNode in) {
        String after = in.path("ExclusiveStartTableName").asText();
        int limit = in.path("Limit").asInt(MAX_NAMES);
        List<String> names = tables.names().stream()
                .filter(name -> name.compareTo(after) > 0)
                .toList();
        List<String> page = names.subList(0, Math.min(limit, names.size()));
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("TableNames");
        page.forEach(list::add);
        if (page.size() < names.size()) {
            out.put("LastEvaluatedTableName", page.get(page.size() - 1));
        }
        return out;
    }
}
