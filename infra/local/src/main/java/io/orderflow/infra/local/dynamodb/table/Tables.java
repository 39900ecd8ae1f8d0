package io.orderflow.infra.local.dynamodb.table;

import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The tables that there are. Thread-safe. */
public final class Tables {

    private final DurableStore store;
    private final StateMap<TableDefinition> definitions;
    private final StreamLog streams;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    public Tables(DurableStore store, Clock clock) {
        this.store = store;
        this.definitions = new StateMap<>(store, "dynamodb-tables", TableDefinition.class);
        this.streams = new StreamLog(store, clock);
        definitions.values().forEach(this::open);
    }

    private void open(TableDefinition definition) {
        tables.put(definition.name(), new Table(definition, store, streams));
    }

    public StreamLog streams() {
        return streams;
    }

    public List<String> names() {
        return definitions.keys();
    }

    public Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The table for reading or writing items. */
    public Table get(String name) throws AwsError {
        return find(name)
                .orElseThrow(() -> AwsError.badRequest("ResourceNotFoundException", "Requested resource not found"));
    }

    /** The table for looking at it or changing what it is. */
    public Table describe(String name) throws AwsError {
        return find(name)
                .orElseThrow(() -> AwsError.badRequest(
                        "ResourceNotFoundException", "Requested resource not found: Table: " + name + " not found"));
    }

    public Table byArn(String arn) throws AwsError {
        String name = TableDefinition.nameOf(arn);
        if (!arn.startsWith("arn:")) {
            throw Faults.validation("Invalid ResourceArn: ARNs must start with 'arn:': " + arn);
        }
        if (name.equals(arn) || name.contains("/")) {
            throw Faults.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return find(name)
                .orElseThrow(() -> AwsError.badRequest(
                        "ResourceNotFoundException",
                        "Requested resource not found: ResourcArn: " + arn + " not found"));
    }

    /** Makes a table. */
    public synchronized Table create(TableDefinition definition) throws AwsError {
        if (tables.containsKey(definition.name())) {
            throw AwsError.badRequest("ResourceInUseException", "Table already exists: " + definition.name());
        }
        definitions.put(definition.name(), definition);
        open(definition);
        return get(definition.name());
    }

    /** Changes what a table is while nobody writes into it. */
    public TableDefinition change(Table table, UnaryOperator<TableDefinition> change) throws AwsError {
        return table.lockedWhole(() -> {
            TableDefinition next = change.apply(table.definition());
            synchronized (this) {
                if (tables.get(next.name()) == table) {
                    definitions.put(next.name(), next);
                    table.define(next);
                }
            }
            return table.definition();
        });
    }

    public void delete(Table table) throws AwsError {
        table.lockedWhole(() -> {
            synchronized (this) {
                if (tables.remove(table.definition().name(), table)) {
                    definitions.remove(table.definition().name());
                    streams.drop(table.definition());
                    table.drop();
                }
            }
            return table;
        });
    }

    /** Enters rows into a new index; see {@link Table#backfill}. */
    public byte @org.jspecify.annotations.Nullable [] backfill(
            Table table, IndexDefinition index, byte @org.jspecify.annotations.Nullable [] from, int atMost)
            throws AwsError {
        return table.backfill(index, from, atMost);
    }

    public void dropEntries(Table table, IndexDefinition index) {
        table.drop(index);
    }

    /** Takes away what a stream holds that is older than that. */
    public void trimStream(Table table, long beforeSeconds) {
        if (table.definition().stream() != null) {
            streams.trim(table.definition(), beforeSeconds);
        }
    }
}
