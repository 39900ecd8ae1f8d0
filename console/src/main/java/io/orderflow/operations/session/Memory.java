package io.orderflow.operations.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of one environment between runs: small texts by key, e.g. a table's columns. Reading and writing
 * never block; what is written is on disk a moment later, or lost with a crash. Thread-safe.
 */
public interface Memory {

    /** What was kept under the key last, by this window or an earlier one. */
    Optional<String> get(String key);

    /** Keeps a value; a longer one than is kept at all leaves the earlier value. */
    void put(String key, String value);

    /** One that lasts as long as the process. */
    static Memory ofThisProcess() {
        Map<String, String> values = new ConcurrentHashMap<>();
        return new Memory() {
            @Override
            public Optional<String> get(String key) {
                return Optional.ofNullable(values.get(key));
            }

            @Override
            public void put(String key, String value) {
                values.put(key, value);
            }
        };
    }
}
