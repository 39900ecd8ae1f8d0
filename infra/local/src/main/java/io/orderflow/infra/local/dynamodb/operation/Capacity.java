package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity units that a request used, by table and index. Not thread-safe; one a request.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Capacity</a>
 */
final class Capacity {

    private static final int READ_BYTES = 4096;
    private static final int WRITE_BYTES = 1024;
    private static final double EVENTUALLY = 0.5;

    private final Map<String, Used> tables = new LinkedHashMap<>();
    private final boolean transaction;

    private static final class Used {
        private double rows;
        private final Map<String, Double> global = new LinkedHashMap<>();
        private final Map<String, Double> local = new LinkedHashMap<>();
        private boolean reads;

        double total() {
            return rows + sum(global) + sum(local);
        }

        private static double sum(Map<String, Double> units) {
            return units.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    Capacity() {
        this(false);
    }

    /** @param transaction whether each unit counts twice */
    Capacity(boolean transaction) {
        this.transaction = transaction;
    }

    private Used used(String table) {
        return tables.computeIfAbsent(table, name -> new Used());
    }

    private double counted(double units) {
        return transaction ? 2 * units : units;
    }

    /** A look at items of that many bytes together. */
    void read(String table, long bytes, boolean consistent) {
        used(table).reads = true;
        used(table).rows += counted(units(bytes, consistent));
    }

    void readIndex(String table, IndexDefinition index, long bytes, boolean consistent) {
        Used used = used(table);
        used.reads = true;
        (index.global() ? used.global : used.local).merge(index.name(), units(bytes, consistent), Double::sum);
    }

    private static double units(long bytes, boolean consistent) {
        long blocks = Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES);
        return consistent ? blocks : blocks * EVENTUALLY;
    }

    void write(Table table, Table.Write write) {
        Used used = used(table.definition().name());
        used.rows += counted(writeUnits(size(write.before()), size(write.after())));
        KeySchema keys = table.definition().keys();
        for (IndexDefinition index : table.definition().indexes()) {
            Table.EntryChange change = Table.entryChange(index, keys, write);
            if (change.removed() > 0 || change.written() > 0) {
                double units = change.moved()
                        ? writeUnits(change.removed(), 0) + writeUnits(0, change.written())
                        : writeUnits(change.removed(), change.written());
                (index.global() ? used.global : used.local).merge(index.name(), counted(units), Double::sum);
            }
        }
    }

    private static double writeUnits(long before, long after) {
        return Math.max(1, (Math.max(before, after) + WRITE_BYTES - 1) / WRITE_BYTES);
    }

    private static long size(Optional<Item> item) {
        return item.map(ItemSize::of).orElse(0);
    }

    /** Tells the one table's units if the request asks for them. */
    void tellOne(JsonNode in, ObjectNode out) {
        if (asked(in)) {
            tables.forEach((name, used) -> out.set("ConsumedCapacity", told(name, used, in)));
        }
    }

    void tellAll(JsonNode in, ObjectNode out) {
        if (asked(in)) {
            ArrayNode list = out.putArray("ConsumedCapacity");
            tables.forEach((name, used) -> list.add(told(name, used, in)));
        }
    }

    private static boolean asked(JsonNode in) {
        String mode = in.path("ReturnConsumedCapacity").asText("NONE");
        return !mode.equals("NONE");
    }

    private ObjectNode told(String name, Used used, JsonNode in) {
        ObjectNode one = Json.object().put("TableName", name).put("CapacityUnits", used.total());
        if (transaction) {
            one.put(used.reads ? "ReadCapacityUnits" : "WriteCapacityUnits", used.total());
        }
        if (in.path("ReturnConsumedCapacity").asText().equals("INDEXES")) {
            one.set("Table", units(used.rows, used));
            indexes(one, "GlobalSecondaryIndexes", used.global, used);
            indexes(one, "LocalSecondaryIndexes", used.local, used);
        }
        return one;
    }

    private void indexes(ObjectNode one, String member, Map<String, Double> indexes, Used used) {
        if (!indexes.isEmpty()) {
            ObjectNode all = one.putObject(member);
            indexes.forEach((index, units) -> all.set(index, units(units, used)));
        }
    }

    private ObjectNode units(double units, Used used) {
        ObjectNode one = Json.object().put("CapacityUnits", units);
        if (transaction) {
            one.put(used.reads ? "ReadCapacityUnits" : "WriteCapacityUnits", units);
        }
        return one;
    }
}
