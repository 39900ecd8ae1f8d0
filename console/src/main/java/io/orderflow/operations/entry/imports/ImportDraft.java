package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.rows.RowSink;
import java.io.IOException;
import java.nio.file.Path;

/** Rows that were checked, on disk, and that nobody has agreed to yet. Gone when it is closed, unless it was frozen. */
public interface ImportDraft extends RowSink, AutoCloseable {

    /** What it will be called as an import. */
    String id();

    /**
     * What is in it.
     *
     * @param duplicates rows of an order that an earlier row is of too
     * @param hash SHA-256 of all
     */
    record Sum(int valid, long duplicates, String hash) {}

    /**
     * Ends the taking of rows. Where several rows of an order had no time, each is a millisecond later than the one before it, so
     * that the last of them is the newest.
     */
    Sum sum() throws IOException;

    /** The rows, after {@link #sum}. */
    FrozenRows rows() throws IOException;

    /**
     * Copies the faulty rows to a file that is not there yet.
     *
     * @throws PortException with one line, where it cannot be written
     */
    void saveFaulty(Path file) throws PortException, InterruptedException;

    /**
     * As {@link #saveFaulty}, beside the file that they came from: {@code orders.faults.csv}, or with a number where that is there.
     *
     * @return the file
     */
    Path saveFaultyBeside(Path file) throws PortException, InterruptedException;

    /** Makes an import of it: all is on disk. */
    OpenImport freeze(ImportHead head) throws IOException;

    @Override
    void close();
}
