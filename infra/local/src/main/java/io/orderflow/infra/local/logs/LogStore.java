package io.orderflow.infra.local.logs;

import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.KeyChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest lines of each log group, in the store: nobody is promised a log line, so none waits for the disk, yet what
 * was printed a moment before a kill is there after it. Thread-safe.
 */
public final class LogStore {

    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private static final int MAX_LINES = 50_000;
    private static final int MAX_LINE = 16_384;
    private static final String MAPS = "log-lines/";
    private static final String BIRTHS = "log-group-births";

    /** One line of a function's output. */
    record Line(long sequence, long atMillis, String stream, String text) {

        private static Line of(byte[] key, byte[] value) {
            ByteBuffer in = ByteBuffer.wrap(value);
            long at = in.getLong();
            byte[] stream = new byte[in.getInt()];
            in.get(stream);
            byte[] text = new byte[in.remaining()];
            in.get(text);
            return new Line(
                    ByteBuffer.wrap(key).getLong(),
                    at,
                    new String(stream, StandardCharsets.UTF_8),
                    new String(text, StandardCharsets.UTF_8));
        }

        private byte[] bytes() {
            byte[] name = stream.getBytes(StandardCharsets.UTF_8);
            byte[] line = text.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + name.length + line.length)
                    .putLong(atMillis)
                    .putInt(name.length)
                    .put(name)
                    .put(line)
                    .array();
        }
    }

    private final DurableStore store;
    /** The next line's number in each group; a group is here once it was printed into. */
    private final Map<String, AtomicLong> groups = new ConcurrentHashMap<>();
    /** How often each group was deleted in this run. */
    private final Map<String, Integer> deletions = new ConcurrentHashMap<>();

    public LogStore(DurableStore store) {
        this.store = store;
        for (String map : store.names(MAPS)) {
            AtomicLong next = new AtomicLong();
            store.map(map).scan(null, null, false, (key, value) -> {
                next.set(ByteBuffer.wrap(key).getLong() + 1);
                return false;
            });
            groups.put(map.substring(MAPS.length()), next);
        }
    }

    /**
     * A stream of a group as the group is now: what is printed into it after the group's deletion is dropped, as on AWS
     * where a function's role may write into its log group and not create it.
     */
    public final class Output {
        private final String group;
        private final String stream;
        private final int deletion;

        private Output(String group, String stream) {
            this.group = group;
            this.stream = stream;
            this.deletion = deletions(group);
        }

        /** Keeps a line, shortened to 16 KiB. */
        public void append(long atMillis, String text) {
            if (deletion == deletions(group)) {
                LogStore.this.append(group, stream, atMillis, text);
            }
        }
    }

    /** Where a function prints from now on; a group that is not there comes with its first line. */
    public Output open(String group, String stream) {
        return new Output(group, stream);
    }

    private int deletions(String group) {
        return deletions.getOrDefault(group, 0);
    }

    private void append(String group, String stream, long atMillis, String text) {
        AtomicLong next = groups.computeIfAbsent(group, name -> new AtomicLong());
        String map = MAPS + group;
        synchronized (next) { // lines are recorded in the order of their numbers
            long number = next.getAndIncrement();
            Line line = new Line(number, atMillis, stream, shortened(text));
            List<KeyChange> changes = new ArrayList<>();
            changes.add(new KeyChange(map, key(number), line.bytes()));
            if (number == 0) {
                changes.add(new KeyChange(BIRTHS, name(group), key(atMillis)));
            }
            if (number >= MAX_LINES) {
                changes.add(new KeyChange(map, key(number - MAX_LINES), null));
            }
            try {
                store.record(changes);
            } catch (IllegalStateException e) {
                LOG.debug("A line of {} came too late to be kept", group, e);
            }
        }
    }

    /** At most so many characters, half of none. */
    private static String shortened(String text) {
        if (text.length() <= MAX_LINE) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(MAX_LINE - 1));
        return text.substring(0, pair ? MAX_LINE - 1 : MAX_LINE);
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Whether anything was printed into the group. */
    boolean has(String group) {
        return groups.containsKey(group);
    }

    private static byte[] name(String group) {
        return group.getBytes(StandardCharsets.UTF_8);
    }

    /** When the group's first line was printed, in Unix milliseconds; 0 if none was. */
    long bornMillis(String group) {
        return store.map(BIRTHS)
                .get(name(group))
                .map(millis -> ByteBuffer.wrap(millis).getLong())
                .orElse(0L);
    }

    /** Shows the group's lines with numbers from (inclusive) to (exclusive) until the reader has enough. */
    void read(String group, long from, long to, boolean ascending, Predicate<Line> reader) {
        if (has(group)) {
            store.map(MAPS + group)
                    .scan(key(from), key(to), ascending, (key, value) -> reader.test(Line.of(key, value)));
        }
    }

    List<Line> lines(String group) {
        List<Line> lines = new ArrayList<>();
        read(group, 0, Long.MAX_VALUE, true, lines::add);
        return lines;
    }

    Map<String, Long> groupSizes() {
        Map<String, Long> sizes = new TreeMap<>();
        for (String group : groups.keySet()) {
            AtomicLong size = new AtomicLong();
            read(group, 0, Long.MAX_VALUE, true, line -> {
                size.addAndGet(line.text().length());
                return true;
            });
            sizes.put(group, size.get());
        }
        return sizes;
    }

    void delete(String group) {
        deletions.merge(group, 1, Integer::sum);
        if (groups.remove(group) != null) {
            store.record(List.of(new KeyChange(BIRTHS, name(group), null)));
            store.drop(MAPS + group);
        }
    }
}
