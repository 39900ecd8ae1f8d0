package io.orderflow.operations.entry.imports;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an import's rows one after the other. Not thread-safe. */
public interface FrozenRows extends AutoCloseable {

    /** Null at the end. */
    @Nullable
    FrozenRow next() throws IOException;

    @Override
    void close() throws IOException;
}
