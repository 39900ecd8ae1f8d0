package io.orderflow.infra.local.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The one file under everything that the embedded AWS keeps: maps of bytes, ordered by key. What is recorded together is
 * in one commit or in none; it is seen at once, and survives a kill or a power cut when {@link #awaitDurable} has
 * returned. One thread commits, many records at a time, and forces each commit to disk before the next. Without a file
 * the maps are in memory and nobody waits. Thread-safe.
 */
public final class DurableStore implements AutoCloseable {

    /** Raised whenever a newer program could not read what an older one wrote, or the other way round. */
    public static final int FORMAT = 2;

    private static final int CACHE_MB = 16;
    /** Small pages: each commit writes whole every page that it touches, and keys are mostly random. */
    private static final int PAGE_BYTES = 4 * 1024;

    private final MVStore store;
    private final boolean persistent;
    private final Map<String, OrderedMap> maps = new ConcurrentHashMap<>();
    /** Recording shares it, committing has it alone: no commit takes half of what belongs together. */
    private final ReadWriteLock commits = new ReentrantReadWriteLock();

    private final Object lock = new Object();
    private long recorded;
    private long durable;
    private boolean closed;
    private boolean stopped;
    private @Nullable RuntimeException failure;

    private DurableStore(MVStore store, boolean persistent) {
        this.store = store;
        this.persistent = persistent;
        this.stopped = !persistent;
    }

    /**
     * Opens or creates the file, and {@code .journal} beside it ({@link JournaledFile}); they belong together.
     *
     * @param path empty keeps everything in memory
     * @param writer runs the one long task that commits
     * @throws MVStoreException if the file is locked, unreadable or not writable
     */
    public static DurableStore open(Optional<Path> path, ExecutorService writer) {
        MVStore.Builder builder = new MVStore.Builder()
                .autoCommitDisabled()
                .autoCommitBufferSize(0) // else a large change would be committed in the middle
                .pageSplitSize(PAGE_BYTES)
                .cacheSize(CACHE_MB);
        if (path.isEmpty()) {
            return new DurableStore(builder.open(), false);
        }
        MVStore file =
                builder.fileName(JournaledFile.name(path.get().toString())).open();
        file.setRetentionTime(0); // every commit is on disk before the next, so what is dead may be overwritten at once
        file.setStoreVersion(FORMAT);
        DurableStore store = new DurableStore(file, true);
        file.getMapNames().forEach(store::map); // the space of maps that are not open cannot be reclaimed
        writer.execute(store::write);
        return store;
    }

    /** Whether anything outlives this process. */
    public boolean persistent() {
        return persistent;
    }

    /** Everything kept under the name. */
    public Map<String, byte[]> readAll(String name) {
        Map<String, byte[]> all = new HashMap<>();
        map(name).scan(null, null, true, (key, value) -> {
            all.put(new String(key, StandardCharsets.UTF_8), value);
            return true;
        });
        return all;
    }

    /** The names of the maps that begin so. */
    public List<String> names(String prefix) {
        return maps.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** The map of that name, made if need be. */
    public OrderedMap map(String name) {
        return maps.computeIfAbsent(name, this::open);
    }

    private OrderedMap open(String name) {
        return new OrderedMap(
                store,
                store.openMap(
                        name,
                        new MVMap.Builder<byte[], byte[]>()
                                .keyType(KeyType.INSTANCE)
                                .valueType(KeyType.INSTANCE)));
    }

    /**
     * Records one change; null removes.
     *
     * @throws IllegalStateException if the file cannot be written any more, or the store was closed
     */
    public void record(String map, String key, byte @Nullable [] value) {
        record(List.of(new KeyChange(map, KeyChange.bytes(key), value)));
    }

    /**
     * Records changes that belong together.
     *
     * @throws IllegalStateException if the file cannot be written any more, or the store was closed
     */
    public void record(List<KeyChange> changes) {
        commits.readLock().lock();
        try {
            synchronized (lock) {
                check();
            }
            for (KeyChange change : changes) {
                map(change.map()).apply(change);
            }
            counted();
        } finally {
            commits.readLock().unlock();
        }
    }

    /** Removes the map and all that it holds. */
    public void drop(String name) {
        commits.readLock().lock();
        try {
            synchronized (lock) {
                check();
            }
            maps.computeIfPresent(name, (key, map) -> {
                map.remove();
                return null;
            });
            counted();
        } finally {
            commits.readLock().unlock();
        }
    }

    private void check() {
        if (failure != null) {
            throw new IllegalStateException("The data file cannot be written: " + failure.getMessage(), failure);
        }
        if (closed) {
            throw new IllegalStateException("The embedded AWS has stopped");
        }
    }

    private void counted() {
        synchronized (lock) {
            recorded++;
            lock.notifyAll();
        }
    }

    /**
     * Waits until everything recorded so far is on disk.
     *
     * @throws IllegalStateException if the file cannot be written any more, or the store was closed before
     */
    public void awaitDurable() {
        synchronized (lock) {
            long upTo = recorded;
            while (persistent && durable < upTo) {
                if (failure != null || stopped) {
                    check();
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted before the change was on disk", e);
                }
            }
        }
    }

    private void write() {
        Housekeeping housekeeping = new Housekeeping(store);
        try {
            while (awaitChange()) {
                long upTo = commit();
                store.sync();
                synchronized (lock) {
                    durable = upTo;
                    lock.notifyAll();
                }
                if (housekeeping.isWorthwhile()) {
                    housekeeping.run();
                    commit();
                    store.sync(); // what was moved is on disk before its old place may be overwritten
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            synchronized (lock) {
                failure = e;
            }
        } finally {
            synchronized (lock) {
                stopped = true;
                closed = true;
                lock.notifyAll();
            }
        }
    }

    /** False when the store is closed and nothing is left to commit. */
    private boolean awaitChange() throws InterruptedException {
        synchronized (lock) {
            while (durable == recorded && !closed) {
                lock.wait();
            }
            return durable < recorded;
        }
    }

    /** Commits, and says how much of what was recorded is in it. */
    private long commit() {
        commits.writeLock().lock();
        try {
            long upTo;
            synchronized (lock) {
                upTo = recorded;
            }
            store.commit();
            return upTo;
        } finally {
            commits.writeLock().unlock();
        }
    }

    /** Commits what was recorded, unless that has failed before, and closes the file. Idempotent. */
    @Override
    public void close() {
        boolean writable;
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            while (!stopped) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            writable = failure == null;
        }
        if (writable) {
            store.close();
        } else {
            store.closeImmediately();
        }
    }
}
