package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/** GetItem. Thread-safe. */
final class ItemGets {

    static final List<String> PROJECTION = List.of("ProjectionExpression");
    static final List<String> ATTRIBUTES = List.of("AttributesToGet");

    private final Tables tables;

    ItemGets(Tables tables) {
        this.tables = tables;
    }

    ObjectNode get(ObjectNode in) throws AwsError {
        Parameters.checkMix(in, PROJECTION, ATTRIBUTES);
        Item named = ItemReader.CURRENT.item(in.get("Key"));
        Parameters.checkAttributesToGet(in);
        Optional<List<DocumentPath>> projection = projection(in, ItemReader.CURRENT);
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.key(table, named);
        Optional<Item> item = table.get(key);
        ObjectNode out = Json.object();
        item.map(found -> projected(found, projection)).ifPresent(found -> out.set("Item", ItemJson.write(found)));
        Capacity capacity = new Capacity(in);
        capacity.read(
                table,
                Optional.empty(),
                item.map(ItemSize::of).orElse(0),
                in.path("ConsistentRead").asBoolean());
        capacity.tellOne(out);
        return out;
    }

    static Optional<List<DocumentPath>> projection(JsonNode in, ItemReader reader) throws AwsError {
        Placeholders placeholders = Placeholders.of(in, reader);
        Optional<List<DocumentPath>> projection = Parameters.projection(in, placeholders);
        placeholders.checkAllUsed();
        return projection;
    }

    static Item projected(Item item, Optional<List<DocumentPath>> projection) {
        return projection.map(paths -> DocumentPath.project(item, paths)).orElse(item);
    }
}
