package io.orderflow.infra.local.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Named values that survive a restart: read from memory, recorded as JSON in the store. Thread-safe; iteration is in
 * the keys' order.
 *
 * @param <T> an immutable value that Jackson writes and reads
 */
public final class StateMap<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DurableStore store;
    private final String name;
    private final NavigableMap<String, T> values = new ConcurrentSkipListMap<>();

    public StateMap(DurableStore store, String name, Class<T> type) {
        this.store = store;
        this.name = name;
        store.map(name).scan(null, null, true, (key, value) -> {
            values.put(new String(key, StandardCharsets.UTF_8), read(value, type));
            return true;
        });
    }

    public Optional<T> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    public Collection<T> values() {
        return List.copyOf(values.values());
    }

    public void put(String key, T value) {
        byte[] bytes = write(value);
        synchronized (this) { // memory and file agree on the last of two writers
            values.put(key, value);
            store.record(name, key, bytes);
        }
    }

    public void remove(String key) {
        synchronized (this) {
            if (values.remove(key) != null) {
                store.record(name, key, null);
            }
        }
    }

    private static <T> byte[] write(T value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + value.getClass(), e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The data file holds an unreadable " + type.getSimpleName(), e);
        }
    }
}
