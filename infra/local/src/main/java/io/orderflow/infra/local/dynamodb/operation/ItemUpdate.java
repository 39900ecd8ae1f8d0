package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.LegacyUpdates;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.expression.Update;
import io.orderflow.infra.local.dynamodb.expression.UpdateParser;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.Optional;

/** What UpdateItem, alone or in a transaction, does to an item. Immutable. */
record ItemUpdate(Update update, Optional<Condition> condition) {

    static ItemUpdate of(JsonNode in) throws AwsError {
        Update older = LegacyUpdates.of(in.path("AttributeUpdates"));
        Placeholders placeholders = Placeholders.of(in);
        Update update = in.has("UpdateExpression")
                ? UpdateParser.parse(in.get("UpdateExpression").asText(), placeholders)
                : older;
        Optional<Condition> condition = Parameters.condition(in, placeholders);
        placeholders.checkAllUsed();
        return new ItemUpdate(update, condition);
    }

    void checkNoKey(Table table) throws AwsError {
        List<String> keys = table.definition().keys().names();
        for (DocumentPath path : update.paths()) {
            if (keys.contains(path.attribute())) {
                throw Faults.parameters(
                        "Cannot update attribute " + path.attribute() + ". This attribute is part of" + " the key");
            }
        }
    }

    Optional<Item> apply(Table table, RowKey key, Optional<Item> before) throws AwsError {
        if (before.isEmpty() && !update.creates()) {
            return before;
        }
        Item after = update.apply(before.orElse(key.attributes()));
        if (ItemSize.of(after) > ItemSize.MAX_BYTES) {
            throw Faults.validation("Item size to update has exceeded the maximum allowed size");
        }
        Keys.checkIndexKeys(table, after);
        return Optional.of(after);
    }

    /** The attributes that {@code ReturnValues} asks for. */
    void tell(String returnValues, Table.Write write, ObjectNode out) {
        Optional<Item> told =
                switch (returnValues) {
                    case "ALL_NEW" -> write.after();
                    case "UPDATED_OLD" -> write.before().map(this::touched);
                    case "UPDATED_NEW" -> write.after().map(this::touched);
                    default -> Optional.empty();
                };
        told.filter(item -> !item.isEmpty()).ifPresent(item -> out.set("Attributes", ItemJson.write(item)));
    }

    private Item touched(Item item) {
        return DocumentPath.project(item, update.paths());
    }
}
