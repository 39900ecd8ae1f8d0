package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.time.Clock;

/** Whether a table is said to be backed up continuously; nothing is. Thread-safe. */
final class Backups {

    private static final String SETTING = "PointInTimeRecovery";
    private static final int DEFAULT_DAYS = 35;
    private static final double MILLIS = 1_000.0;

    private final Tables tables;
    private final Clock clock;

    Backups(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    ObjectNode describe(ObjectNode in) throws AwsError {
        return described(tables.get(in.get("TableName").asText()));
    }

    ObjectNode update(ObjectNode in) throws AwsError {
        Table table = tables.get(in.get("TableName").asText());
        JsonNode specification = in.get("PointInTimeRecoverySpecification");
        ObjectNode settings = table.definition().settings().deepCopy();
        if (specification.get("PointInTimeRecoveryEnabled").asBoolean()) {
            settings.putObject(SETTING)
                    .put("days", specification.path("RecoveryPeriodInDays").asInt(DEFAULT_DAYS))
                    .put("since", clock.millis());
        } else if (specification.has("RecoveryPeriodInDays")) {
            throw Faults.validation(
                    "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
        } else {
            settings.remove(SETTING);
        }
        tables.change(table, definition -> definition.withSettings(settings));
        return described(table);
    }

    private ObjectNode described(Table table) {
        JsonNode setting = table.definition().settings().path(SETTING);
        ObjectNode out = Json.object();
        ObjectNode recovery = out.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription")
                .put("PointInTimeRecoveryStatus", setting.isMissingNode() ? "DISABLED" : "ENABLED");
        if (!setting.isMissingNode()) {
            recovery.put("RecoveryPeriodInDays", setting.get("days").asInt())
                    .put("EarliestRestorableDateTime", setting.get("since").asLong() / MILLIS)
                    .put("LatestRestorableDateTime", clock.millis() / MILLIS);
        }
        return out;
    }
}
