package io.orderflow.infra.local.dynamodb.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.KeyChange;
import io.orderflow.infra.local.store.OrderedMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened to the rows of tables with a stream, recorded together with it. The numbers of a stream's records grow in
 * the order in which they can be read. Thread-safe.
 */
public final class StreamLog {

    public static final boolean BY_A_CALLER = false;
    static final boolean BY_TIME = true;

    private static final String PREFIX = "stream/";
    /** Where each stream was last cut; its numbers go on above that even if nothing is left of it. */
    private static final String TRIMMED = "stream-trimmed";

    /** Sequence numbers have 21 digits, as AWS's shortest. */
    private static final long FIRST = 100_000_000_000_000_000L;

    private final DurableStore store;
    private final Clock clock;
    private final Map<String, AtomicLong> next = new ConcurrentHashMap<>();

    StreamLog(DurableStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Writes of one table. */
    public record TableWrites(TableDefinition table, List<Table.Write> writes) {}

    /** Records the changes, and with them what they did, if anybody may want to know. */
    public void record(List<TableWrites> all, List<KeyChange> changes, boolean expired) {
        List<TableWrites> streaming = all.stream()
                .filter(one -> one.table().isStreaming())
                .sorted(Comparator.comparing(one -> one.table().id())) // so that nobody waits in a circle
                .toList();
        recordInOrder(streaming, changes, expired);
    }

    private void recordInOrder(List<TableWrites> streaming, List<KeyChange> changes, boolean expired) {
        if (streaming.isEmpty()) {
            store.record(changes);
            return;
        }
        TableWrites one = streaming.get(0);
        AtomicLong number = number(one.table());
        synchronized (number) { // whoever sees a record sees all before it
            one.writes().forEach(write -> add(one.table(), write, changes, expired, number));
            recordInOrder(streaming.subList(1, streaming.size()), changes, expired);
        }
    }

    private AtomicLong number(TableDefinition table) {
        return next.computeIfAbsent(map(table), map -> {
            AtomicLong number = new AtomicLong(oldestNumber(table));
            store.map(map).scan(null, null, false, (key, value) -> {
                number.set(ByteBuffer.wrap(key).getLong() + 1);
                return false;
            });
            return number;
        });
    }

    private static String map(TableDefinition table) {
        return PREFIX + table.id() + "/"
                + Objects.requireNonNull(table.stream()).label();
    }

    /** The records of the table's last stream, by their numbers. */
    public OrderedMap records(TableDefinition table) {
        return store.map(map(table));
    }

    /** The number before which nothing can be read any more. */
    public long oldestNumber(TableDefinition table) {
        return store.map(TRIMMED)
                .get(trimKey(table))
                .map(value -> ByteBuffer.wrap(value).getLong())
                .orElse(FIRST);
    }

    private static byte[] trimKey(TableDefinition table) {
        return map(table).getBytes(StandardCharsets.UTF_8);
    }

    /** The number that the next record will have at least. */
    public long nextNumber(TableDefinition table) {
        return number(table).get();
    }

    public static String text(long number) {
        return String.format(Locale.ROOT, "%021d", number);
    }

    public static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private void add(
            TableDefinition table, Table.Write write, List<KeyChange> changes, boolean expired, AtomicLong number) {
        if (write.before().equals(write.after())) {
            return; // nothing happened
        }
        long sequence = number.getAndIncrement();
        byte[] record = Json.write(described(table, write, expired, sequence)).getBytes(StandardCharsets.UTF_8);
        changes.add(new KeyChange(map(table), key(sequence), record));
    }

    private ObjectNode described(TableDefinition table, Table.Write write, boolean expired, long sequence) {
        String event = write.before().isEmpty() ? "INSERT" : write.after().isEmpty() ? "REMOVE" : "MODIFY";
        String view = Objects.requireNonNull(table.stream()).viewType();
        Item keys =
                write.before().or(write::after).orElseThrow().only(table.keys().names());
        ObjectNode change = Json.object()
                .put("ApproximateCreationDateTime", clock.instant().getEpochSecond())
                .put("SequenceNumber", text(sequence))
                .put("StreamViewType", view);
        change.set("Keys", ItemJson.write(keys));
        int size = ItemSize.of(keys);
        size += image(change, "NewImage", view.startsWith("NEW"), write.after());
        size += image(change, "OldImage", view.endsWith("OLD_IMAGES") || view.startsWith("OLD"), write.before());
        change.put("SizeBytes", size);
        ObjectNode record = Json.object()
                .put("eventID", UUID.randomUUID().toString().replace("-", ""))
                .put("eventName", event)
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", "us-east-1");
        if (expired) {
            record.putObject("userIdentity")
                    .put("PrincipalId", "dynamodb.amazonaws.com")
                    .put("Type", "Service");
        }
        record.set("dynamodb", change);
        return record;
    }

    private static int image(ObjectNode change, String name, boolean wanted, Optional<Item> item) {
        if (!wanted || item.isEmpty()) {
            return 0;
        }
        change.set(name, ItemJson.write(item.get()));
        return ItemSize.of(item.get());
    }

    /** Takes away what is older than that. */
    void trim(TableDefinition table, long beforeSeconds) {
        List<KeyChange> old = new ArrayList<>();
        String map = map(table);
        store.map(map).scan(null, null, true, (key, value) -> {
            long at = Json.tryRead(new String(value, StandardCharsets.UTF_8))
                    .map(record -> record.path("dynamodb")
                            .path("ApproximateCreationDateTime")
                            .asLong())
                    .orElse(0L);
            if (at < beforeSeconds) {
                old.add(new KeyChange(map, key, null));
            }
            return at < beforeSeconds && old.size() < 1_000;
        });
        if (!old.isEmpty()) {
            long last = ByteBuffer.wrap(old.get(old.size() - 1).key()).getLong();
            old.add(new KeyChange(TRIMMED, trimKey(table), key(last + 1)));
            store.record(old);
        }
    }

    /** Takes away the table's last stream. */
    void drop(TableDefinition table) {
        next.remove(map(table));
        store.drop(map(table));
        store.record(List.of(new KeyChange(TRIMMED, trimKey(table), null)));
    }
}
