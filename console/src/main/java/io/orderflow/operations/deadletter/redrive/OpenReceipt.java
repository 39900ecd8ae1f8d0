package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A receipt that this process alone works on: the frozen set and what happened to it, on disk. */
public interface OpenReceipt extends AutoCloseable {
    String id();

    RedriveOrder order();

    Instant startedAt();

    String setHash();

    /** The letters without their bodies, in their order. */
    List<SetEntry> entries();

    /** What the journal held when it was opened; a line that was torn, and what came behind it, is cut off. */
    List<JournalLine> history();

    /** A letter as it is to be sent; its key is its place in the set. Thread-safe. */
    OutgoingLetter outgoing(int letter) throws IOException;

    /**
     * Appends lines and waits until all are on disk. After it has failed it fails for good: what the disk holds is not known.
     */
    void append(List<JournalLine> lines) throws IOException;

    /** Ends the work on it, and with it the lock. */
    @Override
    void close();
}
