package io.orderflow.infra.local.logs;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest lines of each log group. With a folder they survive a restart and a kill of this process, though perhaps
 * not of the machine: nobody is promised a log line, so none waits for the disk. Thread-safe.
 */
public final class LogStore implements AutoCloseable {

    private static final int MAX_LINES = 50_000;
    private static final int MAX_LINE = 16_384;

    /** One line of a function's output. */
    record Line(long sequence, long atMillis, String stream, String text) {}

    private static final class Lines {
        private final Deque<Line> lines = new ArrayDeque<>();
        private final Optional<LogFile> file;
        private long next;

        private Lines(Optional<LogFile> file) {
            this.file = file;
        }

        private void add(Line line) {
            lines.addLast(line);
            next = line.sequence() + 1;
            if (lines.size() > MAX_LINES) {
                lines.removeFirst();
            }
        }
    }

    private final Optional<Path> folder;
    private final Map<String, Lines> groups = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param folder keeps the lines, one file a group; empty keeps them in memory alone
     */
    public LogStore(Optional<Path> folder) {
        this.folder = folder;
        folder.ifPresent(path -> LogFile.all(path).forEach(file -> {
            Lines lines = new Lines(Optional.of(file));
            file.read().forEach(lines::add);
            groups.put(file.group(), lines);
        }));
    }

    private Lines open(String group) {
        return groups.computeIfAbsent(group, name -> new Lines(folder.map(path -> LogFile.of(path, name))));
    }

    /** Keeps a line, shortened to 16 KiB. */
    public void append(String group, String stream, long atMillis, String text) {
        Lines lines = open(group);
        synchronized (lines) {
            String kept = text.length() > MAX_LINE ? text.substring(0, MAX_LINE) : text;
            Line line = new Line(lines.next, atMillis, stream, kept);
            lines.add(line);
            lines.file.filter(file -> !closed).ifPresent(file -> {
                file.append(line);
                if (file.written() > 2 * MAX_LINES) {
                    file.rewrite(lines.lines);
                }
            });
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
        Lines lines = groups.remove(group);
        if (lines != null) {
            synchronized (lines) {
                lines.file.ifPresent(LogFile::delete);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        groups.values().forEach(lines -> {
            synchronized (lines) {
                lines.file.ifPresent(LogFile::close);
            }
        });
    }
}
