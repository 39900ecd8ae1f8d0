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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        Map<String, String> tags = Tags.merged(Map.of(), in.path("Tags"));
        @Nullable
        StreamSettings stream = stream(
                in.path("StreamSpecification"),
                "Table is being created with a stream enabled, UpdateViewType is required",
                "Table is being created with a stream disabled, UpdateViewType should not be specified");
        long now = clock.millis();
        Table table = tables.create(new TableDefinition(
                in.get("TableName").asText(),
                UUID.randomUUID().toString(),
                now,
                keys,
                types,
                indexes,
                stream,
                null,
                tags,
                Settings.merged(Json.object(), in, now)));
        return Json.object().set("TableDescription", Descriptions.of(table, "CREATING"));
    }

    /** The stream that a request asks for, none if it asks for none; refused in AWS's words for its operation. */
    @Nullable
    StreamSettings stream(JsonNode specification, String typeless, String needless) throws AwsError {
        boolean on = specification.path("StreamEnabled").asBoolean();
        boolean typed = specification.has("StreamViewType");
        if (on != typed) {
            throw Faults.parameters(on ? typeless : needless);
        }
        return on
                ? new StreamSettings(
                        LABEL.format(clock.instant()),
                        specification.get("StreamViewType").asText(),
                        true,
                        0)
                : null;
    }

    ObjectNode describe(ObjectNode in) throws AwsError {
        return Json.object()
                .set(
                        "Table",
                        Descriptions.of(tables.describe(in.get("TableName").asText())));
    }

    ObjectNode delete(ObjectNode in) throws AwsError {
        Table table = tables.describe(in.get("TableName").asText());
        TableDefinition definition = table.definition();
        if (definition.settings().path(Settings.PROTECTION).asBoolean()) {
            throw Faults.validation("Resource cannot be deleted as it is currently protected against deletion. Disable"
                    + " deletion protection first.");
        }
        checkNotBusy(definition);
        ObjectNode description = Descriptions.deleting(table);
        tables.delete(table);
        return Json.object().set("TableDescription", description);
    }

    static void checkNotBusy(TableDefinition table) throws AwsError {
        if (table.indexes().stream().anyMatch(index -> !index.isActive())) {
            throw AwsError.badRequest(
                    "ResourceInUseException",
                    "Attempt to change a resource which is still in use: Table is being updated: " + table.name());
        }
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
