package io.orderflow.operations.entry.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Imports of one environment, on disk. They hold customers' data. Blocks. Thread-safe. */
public interface ImportStore {

    /** Begins one, for rows that are being checked. */
    ImportDraft draft(Instant at) throws IOException;

    /**
     * Takes one up again.
     *
     * @throws ImportInUseException when another process works on it
     */
    OpenImport open(String id) throws IOException;

    /** What one is, without working on it. */
    ImportHead head(String id) throws IOException;

    /** Their ids, the newest first. */
    List<String> ids() throws IOException;

    /** Those that did not end, or that another process works on, the newest first. */
    List<String> unfinished() throws IOException;

    /** Deletes those that ended before that time, and drafts that nobody works on. */
    void forgetBefore(Instant time) throws IOException;
}
