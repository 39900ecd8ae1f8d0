package io.orderflow.infra.local.logs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The newest lines of each log group, in memory: they are gone after a restart. Thread-safe. */
public final class LogStore {

    private static final int MAX_LINES = 50_000;
    private static final int MAX_LINE = 16_384;

    /** One line of a function's output. */
    record Line(long sequence, long atMillis, String stream, String text) {}

    private static final class Lines {
        private final Deque<Line> lines = new ArrayDeque<>();
        private long next;
    }

    private final Map<String, Lines> groups = new ConcurrentHashMap<>();

    /** Keeps a line, shortened to 16 KiB. */
    public void append(String group, String stream, long atMillis, String text) {
        Lines lines = groups.computeIfAbsent(group, name -> new Lines());
        synchronized (lines) {
            String kept = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text;
            lines.lines.addLast(new Line(lines.next++, atMillis, stream, kept));
            if (lines.lines.size() > MAX_LINES) {
                lines.lines.removeFirst();
            }
        }
    }

    List<Line> lines(String group) {
        Lines lines = groups.get(group);
        if (lines == null) {
            return List.of();
        }
        synchronized (lines) {
            return new ArrayList<>(lines.lines);
        }
    }

    Map<String, Long> groupSizes() {
        Map<String, Long> sizes = new TreeMap<>();
        groups.keySet()
                .forEach(name -> sizes.put(
                        name,
                        lines(name).stream()
                                .mapToLong(line -> line.text().length())
                                .sum()));
        return sizes;
    }

    void delete(String group) {
        groups.remove(group);
    }
}
