package io.orderflow.infra.local.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The one file under queues, topics, functions and roles. Changes are applied in the order they are recorded, many to a
 * commit, and each commit is forced to disk: {@link #awaitDurable} returns when everything recorded before the call
 * survives a kill. Thread-safe. Without a file it remembers nothing and waits for nothing.
 */
public final class DurableStore implements AutoCloseable {

    private record Change(String map, String key, byte @Nullable [] value) {}

    private final @Nullable MVStore file;
    private final Object lock = new Object();
    private List<Change> pending = new ArrayList<>();
    private long recorded;
    private long durable;
    private boolean closed;
    private boolean stopped;
    private @Nullable RuntimeException failure;

    private DurableStore(@Nullable MVStore file) {
        this.file = file;
    }

    /**
     * Opens or creates the file.
     *
     * @param writer runs the one long task that commits
     * @throws org.h2.mvstore.MVStoreException if the file is locked, unreadable or not writable
     */
    public static DurableStore open(Optional<Path> path, ExecutorService writer) {
        if (path.isEmpty()) {
            return new DurableStore(null);
        }
        MVStore file = new MVStore.Builder()
                .fileName(path.get().toString())
                .autoCommitDisabled()
                .cacheSize(8)
                .open();
        file.setRetentionTime(0); // every commit is forced to disk before the next, so old chunks may be reused at once
        DurableStore store = new DurableStore(file);
        writer.execute(store::write);
        return store;
    }

    /** Whether anything is kept at all. */
    public boolean persistent() {
        return file != null;
    }

    /** Everything kept under the name, as it was when the store was opened or last written. */
    public Map<String, byte[]> readAll(String map) {
        return file == null ? Map.of() : new HashMap<>(file.<String, byte[]>openMap(map));
    }

    /** Records one change; null removes. */
    public void record(String map, String key, byte @Nullable [] value) {
        if (file == null) {
            return;
        }
        synchronized (lock) {
            if (closed) {
                return; // too late to be acknowledged: the caller's await fails
            }
            pending.add(new Change(map, key, value));
            recorded++;
            lock.notifyAll();
        }
    }

    /**
     * Waits until everything recorded so far is on disk.
     *
     * @throws IllegalStateException if the file cannot be written any more
     */
    public void awaitDurable() {
        if (file == null) {
            return;
        }
        synchronized (lock) {
            long upTo = recorded;
            while (durable < upTo && failure == null && !stopped) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted before the change was on disk", e);
                }
            }
            if (failure != null) {
                throw new IllegalStateException("The data file cannot be written: " + failure.getMessage(), failure);
            }
            if (durable < upTo) {
                throw new IllegalStateException("The embedded AWS has stopped");
            }
        }
    }

    private void write() {
        MVStore to = Objects.requireNonNull(file);
        try {
            while (true) {
                List<Change> batch;
                synchronized (lock) {
                    while (pending.isEmpty() && !closed) {
                        lock.wait();
                    }
                    if (pending.isEmpty()) {
                        return;
                    }
                    batch = pending;
                    pending = new ArrayList<>();
                }
                apply(to, batch);
                synchronized (lock) {
                    durable += batch.size();
                    lock.notifyAll();
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
                lock.notifyAll();
            }
        }
    }

    private static void apply(MVStore to, List<Change> batch) {
        for (Change change : batch) {
            Map<String, byte[]> map = to.openMap(change.map());
            if (change.value() == null) {
                map.remove(change.key());
            } else {
                map.put(change.key(), change.value());
            }
        }
        to.commit();
        to.sync();
    }

    /** Writes what was recorded and closes the file. Idempotent. */
    @Override
    public void close() {
        if (file == null) {
            return;
        }
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
        }
        file.close(100);
    }
}
