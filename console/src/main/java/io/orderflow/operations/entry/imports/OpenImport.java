package io.orderflow.operations.entry.imports;

import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** An import that this process alone works on. */
public interface OpenImport extends AutoCloseable {
    String id();

    ImportHead head();

    FrozenRows rows() throws IOException;

    /** What happened to it, from the beginning; a line that was torn, and what came behind it, is cut off when it is opened. */
    void history(Consumer<JournalLine> each) throws IOException;

    /**
     * Appends lines and waits until they are on disk; what several threads append meanwhile goes there with one write. After it
     * has failed it fails for good: what the disk holds is not known. Thread-safe.
     */
    void append(List<JournalLine> lines) throws IOException;

    /** Keeps how it ended, until it is taken up again. */
    void ended(ImportReport report) throws IOException;

    @Override
    void close();
}
