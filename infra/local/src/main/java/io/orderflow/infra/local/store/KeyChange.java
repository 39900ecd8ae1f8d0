package io.orderflow.infra.local.store;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A new value of one key of one map. Keys are ordered as unsigned bytes, the shorter first.
 *
 * @param value null removes the key; neither array may be changed afterwards
 */
public record KeyChange(String map, byte[] key, byte @Nullable [] value) {

    public static KeyChange put(String map, String key, byte[] value) {
        return new KeyChange(map, bytes(key), value);
    }

    public static KeyChange remove(String map, String key) {
        return new KeyChange(map, bytes(key), null);
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
