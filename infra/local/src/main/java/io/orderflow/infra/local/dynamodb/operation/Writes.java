package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/** PutItem, DeleteItem and UpdateItem: read, judge, write, with nobody between. Thread-safe. */
final class Writes {

    private static final List<String> CONDITION = List.of("ConditionExpression");
    private static final List<String> EXPECTED = List.of("Expected");

    private final Tables tables;

    Writes(Tables tables) {
        this.tables = tables;
    }

    /** What an item becomes; given none, where there is none. */
    @FunctionalInterface
    interface Becoming {
        Optional<Item> of(Optional<Item> before) throws AwsError;
    }

    ObjectNode put(ObjectNode in) throws AwsError {
        Parameters.checkMix(in, CONDITION, EXPECTED);
        Item item = ItemJson.readItem(in.get("Item"));
        checkReturnsOld(in);
        Keys.checkSize(item);
        Optional<Condition> condition = condition(in);
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.item(table, item);
        return answer(in, table, written(table, key, condition, in, before -> Optional.of(item)));
    }

    ObjectNode delete(ObjectNode in) throws AwsError {
        Parameters.checkMix(in, CONDITION, EXPECTED);
        Item named = ItemJson.readItem(in.get("Key"));
        checkReturnsOld(in);
        Optional<Condition> condition = condition(in);
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.key(table, named);
        return answer(in, table, written(table, key, condition, in, before -> Optional.empty()));
    }

    ObjectNode update(ObjectNode in) throws AwsError {
        Parameters.checkMix(
                in, List.of("UpdateExpression", "ConditionExpression"), List.of("AttributeUpdates", "Expected"));
        Item named = ItemJson.readItem(in.get("Key"));
        ItemUpdate update = ItemUpdate.of(in);
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.key(table, named);
        update.checkNoKey(table);
        update.checkIndexKeys(table);
        Table.Write write = written(table, key, update.condition(), in, before -> update.apply(table, key, before));
        ObjectNode out = answer(in, table, write);
        update.tell(in.path("ReturnValues").asText("NONE"), write, out);
        return out;
    }

    private static Optional<Condition> condition(ObjectNode in) throws AwsError {
        Placeholders placeholders = Placeholders.of(in);
        Optional<Condition> condition = Parameters.condition(in, placeholders);
        placeholders.checkAllUsed();
        return condition;
    }

    private static void checkReturnsOld(ObjectNode in) throws AwsError {
        String values = in.path("ReturnValues").asText("NONE");
        if (!values.equals("NONE") && !values.equals("ALL_OLD")) {
            throw Faults.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static Table.Write written(
            Table table, RowKey key, Optional<Condition> condition, JsonNode in, Becoming becoming) throws AwsError {
        return table.locked(key, () -> {
            Optional<Item> before = table.get(key);
            if (condition.isPresent() && !condition.get().test(before.orElse(Item.EMPTY))) {
                throw failed(in, before);
            }
            Table.Write write = new Table.Write(key, before, becoming.of(before));
            if (write.before().isPresent() || write.after().isPresent()) {
                table.write(write);
            }
            return write;
        });
    }

    /** The condition did not hold; the item comes with that if the request asks for it. */
    private static AwsError failed(JsonNode in, Optional<Item> before) {
        AwsError failed = AwsError.badRequest("ConditionalCheckFailedException", "The conditional request failed");
        boolean wanted = in.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD");
        if (!wanted || before.isEmpty()) {
            return failed;
        }
        ObjectNode details = Json.object();
        details.set("Item", ItemJson.write(before.get()));
        return failed.with(details);
    }

    private static ObjectNode answer(ObjectNode in, Table table, Table.Write write) {
        ObjectNode out = Json.object();
        if (in.path("ReturnValues").asText().equals("ALL_OLD")) {
            write.before().ifPresent(item -> out.set("Attributes", ItemJson.write(item)));
        }
        if (in.path("ReturnItemCollectionMetrics").asText().equals("SIZE")) {
            ItemCollections.tell(table, write.key(), out);
        }
        Capacity capacity = new Capacity();
        capacity.write(table, write);
        capacity.tellOne(in, out);
        return out;
    }
}
