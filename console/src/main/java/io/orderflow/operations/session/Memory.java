package io.orderflow.operations.session;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is remembered of one environment between runs: small texts by key, e.g. a table's columns. Reading and writing
 * never block; what is written is on disk a moment later, or lost with a crash. Thread-safe.
 */
public interface Memory {

    /** What was kept under the key last, by this window or an earlier one. */
    Optional<String> get(String key);

    /** Which of an enum's values was kept by its name; the other one where none of them was. */
    default <E extends Enum<E>> E get(String key, E otherwise) {
        String kept = get(key).orElse("");
        return Stream.of(otherwise.getDeclaringClass().getEnumConstants())
                .filter(each -> each.name().equals(kept))
                .findFirst()
                .orElse(otherwise);
    }

    /** All that is kept under keys that begin so. */
    Map<String, String> all(String prefix);

    /** Keeps a value; a longer one than is kept at all leaves the earlier value. */
    void put(String key, String value);

    /** Keeps nothing under the key any more. */
    void forget(String key);

    /** Whether it outlasts the process. */
    default boolean kept() {
        return false;
    }

    /** Why it does not, where it should: one line; empty where nothing is wrong. */
    default String fault() {
        return "";
    }

    /** Waits until what was put is on disk, where it is to be. Blocks. */
    default void flush() {}

    /** One that lasts as long as the process. */
    static Memory ofThisProcess() {
        Map<String, String> values = new ConcurrentHashMap<>();
        return new Memory() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public Map<String, String> all(String prefix) {
                Map<String, String> found = new TreeMap<>(values);
                found.keySet().removeIf(key -> !key.startsWith(prefix));
                return found;
            }

            @Override
            public void put(String key, String value) {
                values.put(key, value);
            }

            @Override
            public void forget(String key) {
                values.remove(key);
            }
        };
    }
}
