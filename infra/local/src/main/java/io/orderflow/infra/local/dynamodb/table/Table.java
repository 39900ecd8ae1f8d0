package io.orderflow.infra.local.dynamodb.table;

import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemBytes;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.item.KeyBytes;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.KeyChange;
import io.orderflow.infra.local.store.OrderedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows and index entries. A row lies under its key; an entry of an index under the index's key and the row's,
 * and holds what the index projects. A write changes a row and all of its entries at once. Reads wait for nobody;
 * whoever reads in order to write holds the row's lock. Thread-safe.
 */
public final class Table {

    /** Rows are locked by the hash of their key: more locks than there are ever writers. */
    private static final int LOCKS = 256;

    private static final int SAMPLE = 200;

    private final DurableStore store;
    private final StreamLog streams;
    private final Lock[] locks = new Lock[LOCKS];
    private final String rows;
    private volatile TableDefinition definition;
    private volatile boolean dropped;

    Table(TableDefinition definition, DurableStore store, StreamLog streams) {
        this.definition = definition;
        this.store = store;
        this.streams = streams;
        this.rows = "table/" + definition.id() + "/rows";
        Arrays.setAll(locks, i -> new ReentrantLock());
    }

    public TableDefinition definition() {
        return definition;
    }

    void define(TableDefinition next) {
        definition = next;
    }

    /** Something that is done while nobody else writes the row. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws AwsError;
    }

    public <T> T locked(RowKey key, Work<T> work) throws AwsError {
        Lock lock = locks[lockOf(key)];
        lock.lock();
        try {
            checkThere();
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** To be asked under a row's lock: a table that is going takes nothing more. */
    public void checkThere() throws AwsError {
        if (dropped) {
            throw Faults.notFound();
        }
    }

    /** Which lock a row has; several are taken in the order of their numbers. */
    public int lockOf(RowKey key) {
        return Math.floorMod(key.hashCode(), LOCKS);
    }

    public Lock lock(int number) {
        return locks[number];
    }

    /** All locks: nobody writes until they are given back. */
    <T> T lockedWhole(Work<T> work) throws AwsError {
        for (Lock lock : locks) {
            lock.lock();
        }
        try {
            return work.run();
        } finally {
            for (Lock lock : locks) {
                lock.unlock();
            }
        }
    }

    public RowKey key(Item item) {
        return RowKey.of(definition.keys(), item);
    }

    public Optional<Item> get(RowKey key) {
        return store.map(rows).get(key.bytes()).map(ItemBytes::read);
    }

    /** One row becomes another; empty is none. */
    public record Write(RowKey key, Optional<Item> before, Optional<Item> after) {}

    /** Writes a row of this table. The caller holds its lock. */
    public void write(Write write) {
        record(write, StreamLog.BY_A_CALLER);
    }

    /** The same for a row that has outlived itself. */
    public void expire(Write write) {
        record(write, StreamLog.BY_TIME);
    }

    private void record(Write write, boolean expired) {
        List<KeyChange> changes = new ArrayList<>();
        addChanges(write, changes);
        streams.record(List.of(new StreamLog.TableWrites(definition, List.of(write))), changes, expired);
    }

    /** What a write changes in rows and indexes. */
    public void addChanges(Write write, List<KeyChange> changes) {
        changes.add(new KeyChange(
                rows, write.key().bytes(), write.after().map(ItemBytes::write).orElse(null)));
        for (IndexDefinition index : definition.indexes()) {
            if (!index.status().equals("DELETING")) {
                addEntries(indexMap(index), index, definition.keys(), write, changes);
            }
        }
    }

    /**
     * What a write does to an index.
     *
     * @param removed bytes of the entry that was, 0 for none or for the same
     * @param written bytes of the entry that is, 0 for none or for the same
     * @param moved whether one is taken away and another made
     */
    public record EntryChange(long removed, long written, boolean moved) {}

    public static EntryChange entryChange(IndexDefinition index, KeySchema table, Write write) {
        List<KeyChange> changes = new ArrayList<>();
        addEntries("", index, table, write, changes);
        return changes.isEmpty()
                ? new EntryChange(0, 0, false)
                : new EntryChange(
                        entrySize(index, table, write.before()),
                        entrySize(index, table, write.after()),
                        changes.size() > 1);
    }

    private static long entrySize(IndexDefinition index, KeySchema table, Optional<Item> item) {
        return item.filter(index.keys()::fits)
                .map(there -> ItemSize.of(index.projected(there, table)))
                .orElse(0);
    }

    private static void addEntries(
            String map, IndexDefinition index, KeySchema table, Write write, List<KeyChange> changes) {
        byte @Nullable [] oldKey = entryKey(index, write.before(), write.key());
        byte @Nullable [] newKey = entryKey(index, write.after(), write.key());
        if (oldKey != null && !Arrays.equals(oldKey, newKey)) {
            changes.add(new KeyChange(map, oldKey, null));
        }
        if (newKey != null) {
            Item entry = index.projected(write.after().orElseThrow(), table);
            boolean same = Arrays.equals(oldKey, newKey)
                    && index.projected(write.before().orElseThrow(), table).equals(entry);
            if (!same) {
                changes.add(new KeyChange(map, newKey, ItemBytes.write(entry)));
            }
        }
    }

    private static byte @Nullable [] entryKey(IndexDefinition index, Optional<Item> item, RowKey row) {
        return item.filter(index.keys()::fits)
                .map(there -> KeyBytes.join(index.keys().bytes(there), row.bytes()))
                .orElse(null);
    }

    private String indexMap(IndexDefinition index) {
        return "table/" + definition.id() + "/index/" + index.id();
    }

    /** The rows in the order of their keys, or the entries of an index. */
    public OrderedMap map(Optional<IndexDefinition> index) {
        return store.map(index.map(this::indexMap).orElse(rows));
    }

    /** Where an item's row or entry lies. */
    public byte[] place(Optional<IndexDefinition> index, Item item) {
        byte[] row = definition.keys().bytes(item);
        return index.isEmpty() ? row : KeyBytes.join(index.get().keys().bytes(item), row);
    }

    public long count(Optional<IndexDefinition> index) {
        return map(index).size();
    }

    /** About how many bytes there are, from the size of the first ones. */
    public long sizeBytes(Optional<IndexDefinition> index) {
        long[] sample = new long[2];
        map(index).scan(null, null, true, (key, value) -> {
            sample[0]++;
            sample[1] += ItemSize.of(ItemBytes.read(value));
            return sample[0] < SAMPLE;
        });
        return sample[0] == 0 ? 0 : count(index) * sample[1] / sample[0];
    }

    /** Enters rows into an index, from a key on, as many as fit into one change. Returns where to go on; null at the end. */
    public byte @Nullable [] backfill(IndexDefinition index, byte @Nullable [] from, int atMost) throws AwsError {
        List<byte[]> keys = new ArrayList<>();
        store.map(rows).scan(from, null, true, (key, value) -> {
            keys.add(key);
            return keys.size() <= atMost;
        });
        for (byte[] bytes : keys.subList(0, Math.min(keys.size(), atMost))) {
            RowKey key = new RowKey(Item.EMPTY, bytes);
            locked(key, () -> {
                Optional<Item> row = get(key);
                List<KeyChange> changes = new ArrayList<>();
                addEntries(indexMap(index), index, definition.keys(), new Write(key, Optional.empty(), row), changes);
                store.record(changes);
                return changes;
            });
        }
        return keys.size() > atMost ? keys.get(atMost) : null;
    }

    /** Takes away an index's entries. */
    public void drop(IndexDefinition index) {
        store.drop(indexMap(index));
    }

    void drop() {
        dropped = true;
        definition.indexes().forEach(this::drop);
        store.drop(rows);
    }
}
