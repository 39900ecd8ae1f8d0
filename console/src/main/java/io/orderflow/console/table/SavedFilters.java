package io.orderflow.console.table;

import io.orderflow.operations.session.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Filter lines that somebody keeps, under a name or not, the newest first. One without a name is kept as its line, one with a
 * name as {@code TAB name TAB line}: no filter begins with a tab.
 */
final class SavedFilters {
    /** The longest name, in characters. */
    static final int LONGEST_NAME = 40;

    private static final int MOST = 30;
    private static final String TAB = "\t";

    /** @param name empty where it has none */
    record Saved(String name, String line) {
        private static Saved read(String kept) {
            String[] parts = kept.startsWith(TAB) ? kept.split(TAB, 3) : new String[0];
            return parts.length == 3 ? new Saved(parts[1], parts[2]) : new Saved("", kept);
        }

        private String kept() {
            return name.isEmpty() ? line : TAB + name + TAB + line;
        }
    }

    private final Memory memory;
    private final String key;

    SavedFilters(Memory memory, String key) {
        this.memory = memory;
        this.key = key;
    }

    List<Saved> all() {
        return memory.get(key).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(Saved::read)
                .toList();
    }

    boolean has(String line) {
        return all().stream().anyMatch(each -> each.line().equals(line));
    }

    /** The name of a line; empty where it has none or is not kept. */
    String name(String line) {
        return all().stream()
                .filter(each -> each.line().equals(line))
                .map(Saved::name)
                .findFirst()
                .orElse("");
    }

    /** Whether another line has that name, which would go. */
    boolean replaces(String name, String line) {
        String plain = plain(name);
        return !plain.isEmpty()
                && all().stream()
                        .anyMatch(each -> each.name().equalsIgnoreCase(plain)
                                && !each.line().equals(line));
    }

    /**
     * Keeps a line, or gives one that is kept another name. A line has one name, and a name one line: an older one goes.
     *
     * @param name may be empty; what no name can have in it becomes a space, and it ends at {@link #LONGEST_NAME}
     */
    void add(String line, String name) {
        String plain = plain(name);
        List<Saved> others = without(each ->
                each.line().equals(line) || (!plain.isEmpty() && each.name().equalsIgnoreCase(plain)));
        others.add(0, new Saved(plain, line));
        put(others);
    }

    void remove(String line) {
        put(without(each -> each.line().equals(line)));
    }

    private List<Saved> without(Predicate<Saved> gone) {
        return new ArrayList<>(all().stream().filter(gone.negate()).toList());
    }

    private static String plain(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }

    private void put(List<Saved> filters) {
        memory.put(key, filters.stream().limit(MOST).map(Saved::kept).collect(Collectors.joining("\n")));
    }
}
