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
 * The capacity units that a request used, by table and index; counted only if it asks for them. Not thread-safe; one a
 * request.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Capacity</a>
 */
final class Capacity {

    private static final int READ_BYTES = 4096;
    private static final int WRITE_BYTES = 1024;
    private static final double EVENTUALLY = 0.5;

    private final Map<String, Used> tables = new LinkedHashMap<>();
    private final String asked;
    private final Optional<String> transaction;

    private static final class Used {
        private double rows;
        private final Map<String, Double> global = new LinkedHashMap<>();
        private final Map<String, Double> local = new LinkedHashMap<>();

        double total() {
            return rows + sum(global) + sum(local);
        }

        private static double sum(Map<String, Double> units) {
            return units.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private Capacity(JsonNode in, Optional<String> transaction) {
        this.asked = in.path("ReturnConsumedCapacity").asText("NONE");
        this.transaction = transaction;
    }

    Capacity(JsonNode in) {
        this(in, Optional.empty());
    }

    /** Of a transaction, in which each unit counts twice and is told as {@code Read} or {@code Write} too. */
    static Capacity ofTransaction(JsonNode in, String kind) {
        return new Capacity(in, Optional.of(kind + "CapacityUnits"));
    }

    /** Whether nothing was read or written. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    private boolean isAsked() {
        return !asked.equals("NONE");
    }

    private void add(String table, Optional<IndexDefinition> index, double units) {
        Used used = tables.computeIfAbsent(table, name -> new Used());
        double counted = transaction.isPresent() ? 2 * units : units;
        if (index.isEmpty()) {
            used.rows += counted;
        } else {
            (index.get().global() ? used.global : used.local).merge(index.get().name(), counted, Double::sum);
        }
    }

    /** A look at rows, or entries of an index, of that many bytes together. */
    void read(Table table, Optional<IndexDefinition> index, long bytes, boolean consistent) {
        long blocks = Math.max(1, (bytes + READ_BYTES - 1) / READ_BYTES);
        add(table.definition().name(), index, consistent ? blocks : blocks * EVENTUALLY);
    }

    void write(Table table, Table.Write write) {
        if (!isAsked()) {
            return;
        }
        String name = table.definition().name();
        KeySchema keys = table.definition().keys();
        add(name, Optional.empty(), writeUnits(size(write.before()), size(write.after())));
        for (IndexDefinition index : table.definition().indexes()) {
            Table.EntryChange change = Table.entryChange(index, keys, write);
            if (change.removed() > 0 || change.written() > 0) {
                double units = change.moved()
                        ? writeUnits(change.removed(), 0) + writeUnits(0, change.written())
                        : writeUnits(change.removed(), change.written());
                add(name, Optional.of(index), units);
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
    void tellOne(ObjectNode out) {
        if (isAsked()) {
            tables.forEach((name, used) -> out.set("ConsumedCapacity", told(name, used)));
        }
    }

    void tellAll(ObjectNode out) {
        if (isAsked()) {
            ArrayNode list = out.putArray("ConsumedCapacity");
            tables.forEach((name, used) -> list.add(told(name, used)));
        }
    }

    private ObjectNode told(String name, Used used) {
        ObjectNode one = units(used.total()).put("TableName", name);
        if (asked.equals("INDEXES")) {
            one.set("Table", units(used.rows));
            indexes(one, "GlobalSecondaryIndexes", used.global);
            indexes(one, "LocalSecondaryIndexes", used.local);
        }
        return one;
    }

    private void indexes(ObjectNode one, String member, Map<String, Double> indexes) {
        if (!indexes.isEmpty()) {
            ObjectNode all = one.putObject(member);
            indexes.forEach((index, units) -> all.set(index, units(units)));
        }
    }

    private ObjectNode units(double units) {
        ObjectNode one = Json.object().put("CapacityUnits", units);
        transaction.ifPresent(member -> one.put(member, units));
        return one;
    }
}
