package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.RequestBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

/**
 * What a snapshot holds: letters that hide from others until the time is over, or they are released. What a process that
 * dies held comes back by itself then. Thread-safe; calls that reach the queue block.
 */
public final class HeldLetters {
    private final LetterQueue queue;
    private final Duration hold;
    private final ExecutorService threads;
    private final Map<String, String> handles = new HashMap<>();
    private volatile Instant until;

    HeldLetters(LetterQueue queue, Duration hold, Instant from, ExecutorService threads) {
        this.queue = queue;
        this.hold = hold;
        this.threads = threads;
        this.until = from.plus(hold);
    }

    synchronized void add(ReceivedLetter received) {
        handles.put(received.letter().messageId(), received.handle());
    }

    /** When the first of them comes back by itself. */
    public Instant until() {
        return until;
    }

    public synchronized int size() {
        return handles.size();
    }

    /** Empty where it is not held. */
    public synchronized Optional<String> handle(String messageId) {
        return Optional.ofNullable(handles.get(messageId));
    }

    /** These were deleted, or are held on to by somebody else from now on. */
    public synchronized void forget(Collection<String> messageIds) {
        handles.keySet().removeAll(messageIds);
    }

    /**
     * Somebody works with them: once a third of the time is over they are held anew, as long as before. What is not in
     * flight any more is held no longer.
     */
    public void used(Instant now) throws PortException {
        if (now.isBefore(until.minus(hold.multipliedBy(2).dividedBy(3)))) {
            return;
        }
        Instant from = now;
        hide(hold);
        until = from.plus(hold);
    }

    /** The time is over: nothing is held. */
    public synchronized boolean over(Instant now) {
        if (!now.isBefore(until)) {
            handles.clear();
        }
        return handles.isEmpty();
    }

    /** Shows all of them to others. What cannot be released comes back by itself. */
    public void release() throws PortException {
        try {
            hide(Duration.ZERO);
        } finally {
            synchronized (this) {
                handles.clear();
            }
        }
    }

    private void hide(Duration length) throws PortException {
        List<Map.Entry<String, String>> all;
        synchronized (this) {
            all = new ArrayList<>(handles.entrySet());
        }
        var batches = new ConcurrentLinkedQueue<List<Map.Entry<String, String>>>();
        for (int from = 0; from < all.size(); from += LetterQueue.BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + LetterQueue.BATCH)));
        }
        RequestBatches.each(batches, batch -> hide(batch, length), threads);
    }

    private void hide(List<Map.Entry<String, String>> batch, Duration length) throws PortException {
        Map<String, EntryFault> failed =
                queue.hide(batch.stream().map(Map.Entry::getValue).toList(), length);
        forget(batch.stream()
                .filter(entry -> failed.containsKey(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }
}
