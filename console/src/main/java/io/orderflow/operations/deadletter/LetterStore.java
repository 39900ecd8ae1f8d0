package io.orderflow.operations.deadletter;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the last snapshot of a queue, and how often letters were received from here. Thread-safe. */
public interface LetterStore {

    /** Starts a new snapshot; the last one stays what it is until this is kept. */
    Draft draft() throws IOException;

    /** The last one that was kept. */
    Optional<Kept> last() throws IOException;

    /** How often each letter was received from this folder. */
    Map<String, Integer> received() throws IOException;

    /** Received once more, each. */
    void receivedNow(Collection<DeadLetter> letters) throws IOException;

    /** Letters as they come in. Closing one that was not kept forgets it. */
    interface Draft extends LetterBodies, Closeable {

        /** Where each of them lies. */
        long[] add(List<DeadLetter> letters, String queue) throws IOException;

        /** From now on the last snapshot. It can still be read from. */
        void keep(SnapshotHead head) throws IOException;
    }

    /** A snapshot of before. */
    interface Kept extends LetterBodies, Closeable {
        SnapshotHead head();

        /** Reads all, in no order. */
        void each(Reader reader) throws IOException;
    }

    /** Takes letters with where they lie. */
    @FunctionalInterface
    interface Reader {
        void letter(long position, DeadLetter letter) throws IOException;
    }
}
