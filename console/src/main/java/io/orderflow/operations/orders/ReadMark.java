package io.orderflow.operations.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes were read. Whoever asks keeps it and hands it back, so an answer that is dropped loses nothing.
 *
 * @param readAt when the last read began
 * @param newest the newest processing time seen; null when nothing was
 */
public record ReadMark(Instant readAt, @Nullable Instant newest) {}
