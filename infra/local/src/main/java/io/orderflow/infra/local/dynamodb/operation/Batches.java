package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** BatchGetItem and BatchWriteItem: many items, each for itself. Thread-safe. */
final class Batches {

    private static final int MAX_GETS = 100;
    private static final int MAX_WRITES = 25;
    private static final long MAX_BYTES = 16 * 1024 * 1024;
    private static final String TWICE = "Provided list of item keys contains duplicates";

    private final Tables tables;

    Batches(Tables tables) {
        this.tables = tables;
    }

    /** What a batch reads from one table. */
    private record Gets(
            String name, Table table, List<RowKey> keys, Optional<List<DocumentPath>> projection, JsonNode in) {}

    ObjectNode get(ObjectNode in) throws AwsError {
        checkAny(in, "BatchGetItem");
        List<Gets> all = new ArrayList<>();
        int count = 0;
        for (Map.Entry<String, JsonNode> field : in.get("RequestItems").properties()) {
            Gets gets = gets(field.getKey(), field.getValue());
            all.add(gets);
            count += gets.keys().size();
        }
        if (count > MAX_GETS) {
            throw Faults.validation("Too many items requested for the BatchGetItem call");
        }
        ObjectNode out = Json.object();
        ObjectNode responses = out.putObject("Responses");
        ObjectNode left = out.putObject("UnprocessedKeys");
        Capacity capacity = new Capacity(in);
        long bytes = 0;
        for (Gets gets : all) {
            ArrayNode items = responses.putArray(gets.name());
            boolean consistent = gets.in().path("ConsistentRead").asBoolean();
            for (int i = 0; i < gets.keys().size(); i++) {
                if (bytes > MAX_BYTES) {
                    leave(left, gets, i);
                    break;
                }
                Optional<Item> item = gets.table().get(gets.keys().get(i));
                int size = item.map(ItemSize::of).orElse(0);
                bytes += size;
                item.ifPresent(found -> items.add(ItemJson.write(ItemGets.projected(found, gets.projection()))));
                capacity.read(gets.table(), Optional.empty(), size, consistent);
            }
        }
        capacity.tellAll(out);
        return out;
    }

    private static void checkAny(ObjectNode in, String operation) throws AwsError {
        if (in.get("RequestItems").isEmpty()) {
            throw Faults.validation("The requestItems parameter is required for " + operation);
        }
    }

    private Gets gets(String name, JsonNode in) throws AwsError {
        if (in.get("Keys").size() > MAX_GETS) {
            throw Faults.validation(Faults.ONE + "Value at 'RequestItems." + name
                    + ".member.Keys' failed to satisfy constraint: Member must have length less than or equal to "
                    + MAX_GETS);
        }
        Parameters.checkMix(in, ItemGets.PROJECTION, ItemGets.ATTRIBUTES);
        Parameters.checkAttributesToGet(in);
        Optional<List<DocumentPath>> projection = ItemGets.projection(in, ItemReader.CURRENT);
        List<Item> named = new ArrayList<>();
        for (JsonNode key : in.get("Keys")) {
            named.add(ItemReader.CURRENT.item(key));
        }
        if (new HashSet<>(named).size() < named.size()) {
            throw Faults.validation(TWICE);
        }
        Table table = tables.get(TableDefinition.nameOf(name));
        List<RowKey> keys = new ArrayList<>();
        for (Item key : named) {
            keys.add(Keys.key(table, key));
        }
        return new Gets(name, table, keys, projection, in);
    }

    /** The keys from there on, to be asked for again. */
    private static void leave(ObjectNode left, Gets gets, int from) {
        ObjectNode again = gets.in().deepCopy();
        ArrayNode keys = again.putArray("Keys");
        for (int i = from; i < gets.keys().size(); i++) {
            keys.add(gets.in().get("Keys").get(i));
        }
        left.set(gets.name(), again);
    }

    /** One put or delete of a batch; no item deletes. */
    private record Write(Table table, RowKey key, Optional<Item> item) {}

    ObjectNode write(ObjectNode in) throws AwsError {
        checkAny(in, "BatchWriteItem");
        List<Write> writes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : in.get("RequestItems").properties()) {
            if (field.getValue().isEmpty() || field.getValue().size() > MAX_WRITES) {
                throw Faults.validation(Faults.ONE + "Value '" + told(in.get("RequestItems"))
                        + "' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member"
                        + " must have length less than or equal to 25, Member must have length greater than or equal to"
                        + " 1]");
            }
            writes.addAll(writes(tables.get(TableDefinition.nameOf(field.getKey())), field.getValue()));
        }
        if (writes.size() > MAX_WRITES) {
            throw Faults.validation("Too many items requested for the BatchWriteItem call");
        }
        Capacity capacity = new Capacity(in);
        ObjectNode metrics = Json.object();
        for (Write write : writes) {
            Table.Write done = write.table().locked(write.key(), () -> {
                Table.Write one = new Table.Write(write.key(), write.table().get(write.key()), write.item());
                if (one.before().isPresent() || one.after().isPresent()) {
                    write.table().write(one);
                }
                return one;
            });
            capacity.write(write.table(), done);
            ItemCollections.metrics(write.table(), write.key())
                    .ifPresent(one ->
                            metrics.withArray(write.table().definition().name()).add(one));
        }
        ObjectNode out = Json.object();
        out.putObject("UnprocessedItems");
        if (in.path("ReturnItemCollectionMetrics").asText().equals("SIZE") && !metrics.isEmpty()) {
            out.set("ItemCollectionMetrics", metrics);
        }
        capacity.tellAll(out);
        return out;
    }

    /** Requests as AWS repeats them in a fault. */
    private static String told(JsonNode tables) {
        List<String> told = new ArrayList<>();
        tables.fields().forEachRemaining(field -> told.add(field.getKey() + "=" + Json.write(field.getValue())));
        return "{" + String.join(", ", told) + "}";
    }

    private static List<Write> writes(Table table, JsonNode requests) throws AwsError {
        List<Write> writes = new ArrayList<>();
        Set<RowKey> seen = new HashSet<>();
        for (JsonNode request : requests) {
            if (request.has("PutRequest") == request.has("DeleteRequest")) {
                throw Faults.validation("Supplied AttributeValue has more than one datatypes set, must contain exactly"
                        + " one of the supported datatypes");
            }
            Write write = write(table, request);
            if (!seen.add(write.key())) {
                throw Faults.validation(TWICE);
            }
            writes.add(write);
        }
        return writes;
    }

    private static Write write(Table table, JsonNode request) throws AwsError {
        if (request.has("PutRequest")) {
            Item item = ItemReader.OLDER.item(request.get("PutRequest").get("Item"));
            Keys.checkSize(item);
            if (!table.definition().keys().isIn(item)) {
                throw Faults.validation(Keys.NO_MATCH); // where PutItem says what exactly is wrong
            }
            return new Write(table, Keys.item(table, item), Optional.of(item));
        }
        Item key = ItemReader.OLDER.item(request.get("DeleteRequest").get("Key"));
        return new Write(table, Keys.key(table, key), Optional.empty());
    }
}
