package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.http.Json;
import java.util.Optional;

/** Tables as AWS describes them. */
final class Descriptions {

    private static final double MILLIS = 1_000.0;
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/aws-dynamodb";
    /** What AWS tells of tables on demand that nobody warmed. */
    private static final int WARM_READS = 12_000;

    private static final int WARM_WRITES = 4_000;

    private Descriptions() {}

    static ObjectNode of(Table table) {
        boolean busy = table.definition().indexes().stream().anyMatch(index -> !index.isActive());
        return of(table, busy ? "UPDATING" : "ACTIVE");
    }

    static ObjectNode of(Table table, String status) {
        TableDefinition definition = table.definition();
        ObjectNode settings = definition.settings();
        ObjectNode out = Json.object();
        ArrayNode attributes = out.putArray("AttributeDefinitions");
        definition
                .attributes()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type));
        out.put("TableName", definition.name());
        out.set("KeySchema", definition.keys().described());
        out.put("TableStatus", status)
                .put("CreationDateTime", definition.createdMillis() / MILLIS)
                .put("TableSizeBytes", table.sizeBytes(Optional.empty()))
                .put("ItemCount", table.count(Optional.empty()))
                .put("TableArn", definition.arn())
                .put("TableId", definition.id())
                .put(Settings.PROTECTION, settings.path(Settings.PROTECTION).asBoolean());
        out.set("ProvisionedThroughput", throughput(settings));
        if (settings.has(Settings.BILLING)) {
            ObjectNode billing = out.putObject("BillingModeSummary")
                    .put(Settings.BILLING, settings.get(Settings.BILLING).asText());
            if (settings.has(Settings.ON_DEMAND_SINCE)) {
                billing.put(
                        "LastUpdateToPayPerRequestDateTime",
                        settings.get(Settings.ON_DEMAND_SINCE).asLong() / MILLIS);
            }
        }
        warm(out, settings);
        encryption(out, settings.path("SSESpecification"));
        if (settings.has("TableClass")) {
            out.putObject("TableClassSummary")
                    .put("TableClass", settings.get("TableClass").asText());
        }
        stream(out, definition);
        indexes(out, table);
        return out;
    }

    /** Of a table that goes AWS tells less. */
    static ObjectNode deleting(Table table) {
        return of(table, "DELETING")
                .retain(
                        "TableName",
                        "TableStatus",
                        "TableSizeBytes",
                        "ItemCount",
                        "TableArn",
                        "TableId",
                        "ProvisionedThroughput",
                        "BillingModeSummary",
                        Settings.PROTECTION);
    }

    private static ObjectNode throughput(JsonNode settings) {
        JsonNode asked = settings.path(Settings.THROUGHPUT);
        return Json.object()
                .put("NumberOfDecreasesToday", 0)
                .put("ReadCapacityUnits", asked.path("ReadCapacityUnits").asLong())
                .put("WriteCapacityUnits", asked.path("WriteCapacityUnits").asLong());
    }

    private static void warm(ObjectNode out, JsonNode settings) {
        JsonNode asked = settings.path("WarmThroughput");
        JsonNode provisioned = settings.path(Settings.THROUGHPUT);
        out.putObject("WarmThroughput")
                .put(
                        "ReadUnitsPerSecond",
                        asked.path("ReadUnitsPerSecond")
                                .asLong(provisioned.path("ReadCapacityUnits").asLong(WARM_READS)))
                .put(
                        "WriteUnitsPerSecond",
                        asked.path("WriteUnitsPerSecond")
                                .asLong(provisioned.path("WriteCapacityUnits").asLong(WARM_WRITES)))
                .put("Status", "ACTIVE");
        if (settings.has("OnDemandThroughput")) {
            out.set("OnDemandThroughput", settings.get("OnDemandThroughput"));
        }
    }

    private static void encryption(ObjectNode out, JsonNode asked) {
        if (asked.path("Enabled").asBoolean()) {
            out.putObject("SSEDescription")
                    .put("Status", "ENABLED")
                    .put("SSEType", "KMS")
                    .put("KMSMasterKeyArn", asked.path("KMSMasterKeyId").asText(KEY));
        }
    }

    private static void stream(ObjectNode out, TableDefinition definition) {
        StreamSettings stream = definition.stream();
        if (stream == null) {
            return;
        }
        if (stream.enabled()) {
            out.putObject("StreamSpecification").put("StreamEnabled", true).put("StreamViewType", stream.viewType());
        }
        out.put("LatestStreamLabel", stream.label());
        out.put("LatestStreamArn", definition.streamArn());
    }

    private static void indexes(ObjectNode out, Table table) {
        for (IndexDefinition index : table.definition().indexes()) {
            ArrayNode list = out.withArray(index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes");
            ObjectNode one = list.addObject().put("IndexName", index.name());
            one.set("KeySchema", index.keys().described());
            ObjectNode projection = one.putObject("Projection").put("ProjectionType", index.projection());
            if (!index.included().isEmpty()) {
                index.included().forEach(projection.withArray("NonKeyAttributes")::add);
            }
            one.put("IndexSizeBytes", table.sizeBytes(Optional.of(index)))
                    .put("ItemCount", table.count(Optional.of(index)))
                    .put("IndexArn", table.definition().arn() + "/index/" + index.name());
            if (index.global()) {
                one.put("IndexStatus", index.status());
                if (index.status().equals("CREATING")) {
                    one.put("Backfilling", true);
                }
                one.set("ProvisionedThroughput", throughput(index.settings()));
                warm(one, index.settings());
            }
        }
    }
}
