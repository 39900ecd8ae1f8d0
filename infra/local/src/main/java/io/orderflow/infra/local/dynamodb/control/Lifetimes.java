package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemBytes;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When items end by themselves.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">Time to live</a>
 */
final class Lifetimes {

    /** Times longer ago than that are taken for mistakes, as on AWS. */
    private static final Duration OLDEST = Duration.ofDays(5 * 365);

    private final Tables tables;
    private final Clock clock;

    Lifetimes(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    ObjectNode update(ObjectNode in) throws AwsError {
        Table table = tables.describe(in.get("TableName").asText());
        JsonNode specification = in.get("TimeToLiveSpecification");
        boolean on = specification.get("Enabled").asBoolean();
        String attribute = specification.get("AttributeName").asText();
        String now = table.definition().ttlAttribute();
        if (now != null && !now.equals(attribute)) {
            throw Faults.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + now);
        }
        if (on == (now != null)) {
            throw Faults.validation("TimeToLive is already " + (on ? "enabled" : "disabled"));
        }
        tables.change(table, definition -> definition.withTtl(on ? attribute : null));
        ObjectNode out = Json.object();
        out.set("TimeToLiveSpecification", specification);
        return out;
    }

    ObjectNode describe(ObjectNode in) throws AwsError {
        String attribute =
                tables.describe(in.get("TableName").asText()).definition().ttlAttribute();
        ObjectNode out = Json.object();
        ObjectNode description = out.putObject("TimeToLiveDescription")
                .put("TimeToLiveStatus", attribute == null ? "DISABLED" : "ENABLED");
        if (attribute != null) {
            description.put("AttributeName", attribute);
        }
        return out;
    }

    /** Deletes what has ended. */
    void sweep(Table table) throws AwsError {
        String attribute = table.definition().ttlAttribute();
        if (attribute == null) {
            return;
        }
        List<RowKey> ended = new ArrayList<>();
        table.map(Optional.empty()).scan(null, null, true, (key, value) -> {
            Item item = ItemBytes.read(value);
            if (ended(item, attribute)) {
                ended.add(table.key(item));
            }
            return true;
        });
        for (RowKey key : ended) {
            table.locked(key, () -> {
                Optional<Item> row = table.get(key);
                if (row.isPresent() && ended(row.get(), attribute)) {
                    table.expire(new Table.Write(key, row, Optional.empty()));
                }
                return row;
            });
        }
    }

    private boolean ended(Item item, String attribute) {
        Optional<AttributeValue> value = item.get(attribute);
        if (value.isEmpty() || !(value.get() instanceof AttributeValue.Num number)) {
            return false;
        }
        BigDecimal now = BigDecimal.valueOf(clock.instant().getEpochSecond());
        return number.value().compareTo(now) < 0
                && number.value().compareTo(now.subtract(BigDecimal.valueOf(OLDEST.toSeconds()))) > 0;
    }
}
