package io.orderflow.infra.local.dynamodb.table;

import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The tables that there are. Thread-safe. */
public final class Tables {

    private final DurableStore store;
    private final StateMap<TableDefinition> definitions;
    /** Tables as they were when a stream of theirs ended that is not their last one any more. */
    private final StateMap<TableDefinition> ended;

    private final StreamLog streams;
    private final Clock clock;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    public Tables(DurableStore store, Clock clock) {
        this.store = store;
        this.definitions = new StateMap<>(store, "dynamodb-tables", TableDefinition.class);
        this.ended = new StateMap<>(store, "dynamodb-ended-streams", TableDefinition.class);
        this.streams = new StreamLog(store, clock);
        this.clock = clock;
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
        return find(name).orElseThrow(Faults::notFound);
    }

    /** The table for looking at it or changing what it is. */
    public Table describe(String name) throws AwsError {
        return find(name).orElseThrow(() -> Faults.notFound("Table: " + name));
    }

    public Table byArn(String arn) throws AwsError {
        String name = TableDefinition.nameOf(arn);
        if (!arn.startsWith("arn:")) {
            throw Faults.parameters("ARNs must start with 'arn:': " + arn);
        }
        if (name.equals(arn) || name.contains("/")) {
            throw Faults.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
        }
        return find(name).orElseThrow(() -> Faults.notFound("ResourcArn: " + arn));
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
                    if (table.definition().stream() != null
                            && !table.definition().streamArn().equals(next.streamArn())) {
                        keepStream(table.definition());
                    }
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
                    keepStream(table.definition());
                    definitions.remove(table.definition().name());
                    table.drop();
                }
            }
            return table;
        });
    }

    /** A stream can be read for a while after its end, whatever has become of its table. */
    private void keepStream(TableDefinition was) {
        StreamSettings stream = was.stream();
        if (stream != null) {
            ended.put(was.streamArn(), was.withStream(stream.ended(clock.instant())));
        }
    }

    /** All streams in the order of their ARNs, each as its table's last one; also those that have ended. */
    public List<TableDefinition> streaming() {
        Map<String, TableDefinition> streaming = new TreeMap<>();
        ended.values().forEach(table -> streaming.put(table.streamArn(), table));
        tables.values().stream()
                .map(Table::definition)
                .filter(table -> table.stream() != null)
                .forEach(table -> streaming.put(table.streamArn(), table));
        return List.copyOf(streaming.values());
    }

    /** Takes away what streams hold that is older than that, and those that ended before. */
    public void trimStreams(Instant before) {
        for (TableDefinition table : streaming()) {
            long end = Objects.requireNonNull(table.stream()).endedMillis();
            if (end < before.toEpochMilli() && ended.get(table.streamArn()).equals(Optional.of(table))) {
                streams.drop(table); // first: a kill in between leaves something to go on with
                ended.remove(table.streamArn());
            } else {
                streams.trim(table, before.getEpochSecond());
            }
        }
    }
}
