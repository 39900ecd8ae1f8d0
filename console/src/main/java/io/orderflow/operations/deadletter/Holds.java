package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is held of a target, so that it is released when the target is closed. Thread-safe. */
public final class Holds {
    private final Set<HeldLetters> open = ConcurrentHashMap.newKeySet();

    void add(HeldLetters held) {
        open.removeIf(each -> each.size() == 0);
        open.add(held);
    }

    /** Blocks. What cannot be released comes back by itself. */
    public void releaseAll() throws PortException {
        for (HeldLetters each : open) {
            each.release();
        }
    }
}
