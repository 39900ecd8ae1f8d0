package io.orderflow.operations.orders;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read. Whoever asks keeps it and hands it back, so an answer that is dropped loses nothing.
 *
 * @param readAt when the last read began
 * @param newest the newest processing time seen; null when nothing was
 * @param since when the read began that saw it first
 */
public record ReadMark(Instant readAt, @Nullable Instant newest, Instant since) {

    /** After a read that began then. */
    ReadMark read(Instant begun, @Nullable Instant seen) {
        return new ReadMark(begun, seen, Objects.equals(seen, newest) ? since : begun);
    }
}
