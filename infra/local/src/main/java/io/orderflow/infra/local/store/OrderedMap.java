package io.orderflow.infra.local.store;

import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * One map of the store, for reading: what was recorded is seen at once. Each read registers the version that it reads,
 * so that its pages are not reused under it. Thread-safe; reads wait for nobody.
 */
public final class OrderedMap {

    /** Sees one entry; answers whether it wants the next. */
    @FunctionalInterface
    public interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    private final MVStore store;
    private final MVMap<byte[], byte[]> map;

    OrderedMap(MVStore store, MVMap<byte[], byte[]> map) {
        this.store = store;
        this.map = map;
    }

    /** The value, not to be changed. */
    public Optional<byte[]> get(byte[] key) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return Optional.ofNullable(map.get(key));
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    /**
     * Shows the entries between the bounds as they are at this moment, until the visitor has enough.
     *
     * @param from the lowest key, null for no bound
     * @param to the first key beyond, null for no bound
     */
    public void scan(byte @Nullable [] from, byte @Nullable [] to, boolean ascending, Visitor visitor) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            Cursor<byte[], byte[]> cursor = ascending ? map.cursor(from, null, false) : map.cursor(to, from, true);
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                boolean beyond = to != null && KeyType.INSTANCE.compare(key, to) >= 0;
                if (beyond && ascending) {
                    return;
                }
                if (!beyond && !visitor.visit(key, cursor.getValue())) {
                    return;
                }
            }
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    void apply(KeyChange change) {
        if (change.value() == null) {
            map.remove(change.key());
        } else {
            map.put(change.key(), change.value());
        }
    }

    void remove() {
        store.removeMap(map);
    }

    /** How many entries there are. */
    public long size() {
        return map.sizeAsLong();
    }
}
