package io.orderflow.operations.entry.rows;

import io.orderflow.operations.PortException;
import org.jspecify.annotations.Nullable;

/** Reads rows one after the other. Blocks. Not thread-safe. */
public interface FileRows extends AutoCloseable {

    /**
     * The next row that has something in it; null at the end.
     *
     * @throws PortException with one line, where the file cannot be read on
     */
    @Nullable
    FileRow next() throws PortException;

    /** How much of the file was read. */
    long bytes();

    @Override
    void close();
}
