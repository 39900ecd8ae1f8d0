package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/** PutItem, DeleteItem and UpdateItem: read, check, write, with nobody between. Thread-safe. */
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
        Optional<Item> of(Table table, RowKey key, Optional<Item> before) throws AwsError;
    }

    /**
     * Faults that the request alone shows are told so by these three, as on AWS.
     *
     * @param <T> what is read
     */
    private static <T> T read(Table.Work<T> reading) throws AwsError {
        try {
            return reading.run();
        } catch (AwsError e) {
            throw e.code().equals("ValidationException") ? Faults.validation(Faults.ONE + e.message()) : e;
        }
    }

    /** What a put or a delete asks: an item or a key, and under which condition. */
    private record Asked(Item item, Optional<Condition> condition) {}

    private static Asked asked(ObjectNode in, String member) throws AwsError {
        return read(() -> {
            Parameters.checkMix(in, CONDITION, EXPECTED);
            Item item = ItemReader.CURRENT.item(in.get(member));
            checkReturnsOld(in);
            Placeholders placeholders = Placeholders.of(in, ItemReader.CURRENT);
            Optional<Condition> condition = Parameters.condition(in, placeholders);
            placeholders.checkAllUsed();
            return new Asked(item, condition);
        });
    }

    private static void checkReturnsOld(ObjectNode in) throws AwsError {
        String values = in.path("ReturnValues").asText("NONE");
        if (!values.equals("NONE") && !values.equals("ALL_OLD")) {
            throw Faults.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    ObjectNode put(ObjectNode in) throws AwsError {
        Asked asked = asked(in, "Item");
        Item item = asked.item();
        Keys.checkSize(item);
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.item(table, item);
        return answer(in, table, written(table, key, asked.condition(), in, (to, at, before) -> Optional.of(item)));
    }

    ObjectNode delete(ObjectNode in) throws AwsError {
        Asked asked = asked(in, "Key");
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = Keys.key(table, asked.item());
        return answer(in, table, written(table, key, asked.condition(), in, (to, at, before) -> Optional.empty()));
    }

    /** What an update asks, and of which item. */
    private record AskedUpdate(Item key, ItemUpdate update) {}

    ObjectNode update(ObjectNode in) throws AwsError {
        AskedUpdate asked = read(() -> {
            Parameters.checkMix(
                    in, List.of("UpdateExpression", "ConditionExpression"), List.of("AttributeUpdates", "Expected"));
            Item named = ItemReader.CURRENT.item(in.get("Key"));
            return new AskedUpdate(named, ItemUpdate.of(in, ItemReader.CURRENT));
        });
        ItemUpdate update = asked.update();
        Table table = tables.get(in.get("TableName").asText());
        RowKey key = update.key(table, asked.key());
        Table.Write write = written(table, key, update.condition(), in, update::apply);
        ObjectNode out = answer(in, table, write);
        update.tell(in.path("ReturnValues").asText("NONE"), write, out);
        return out;
    }

    private static Table.Write written(
            Table table, RowKey key, Optional<Condition> condition, JsonNode in, Becoming becoming) throws AwsError {
        return table.locked(key, () -> {
            Optional<Item> before = table.get(key);
            if (condition.isPresent() && !condition.get().test(before.orElse(Item.EMPTY))) {
                throw failed(in, before);
            }
            Table.Write write = new Table.Write(key, before, becoming.of(table, key, before));
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
        return failed.with(Json.object().set("Item", ItemJson.write(before.get())));
    }

    private static ObjectNode answer(ObjectNode in, Table table, Table.Write write) {
        ObjectNode out = Json.object();
        if (in.path("ReturnValues").asText().equals("ALL_OLD")) {
            write.before().ifPresent(item -> out.set("Attributes", ItemJson.write(item)));
        }
        if (in.path("ReturnItemCollectionMetrics").asText().equals("SIZE")) {
            ItemCollections.tell(table, write.key(), out);
        }
        Capacity capacity = new Capacity(in);
        capacity.write(table, write);
        capacity.tellOne(out);
        return out;
    }
}
