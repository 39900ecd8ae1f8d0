package io.orderflow.console.table;

import io.orderflow.operations.session.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Filter lines that somebody keeps, the newest first. */
final class SavedFilters {
    private static final int MOST = 30;

    private final Memory memory;
    private final String key;

    SavedFilters(Memory memory, String key) {
        this.memory = memory;
        this.key = key;
    }

    List<String> all() {
        return memory.get(key).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    void add(String line) {
        List<String> lines = new ArrayList<>(all());
        lines.remove(line);
        lines.add(0, line);
        put(lines);
    }

    void remove(String line) {
        List<String> lines = new ArrayList<>(all());
        lines.remove(line);
        put(lines);
    }

    private void put(List<String> lines) {
        memory.put(key, lines.stream().limit(MOST).collect(Collectors.joining("\n")));
    }
}
