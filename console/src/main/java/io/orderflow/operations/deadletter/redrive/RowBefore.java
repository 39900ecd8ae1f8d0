package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.evidence.OrderState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order's row as it was when the set was frozen: one that was there already proves nothing.
 *
 * @param read whether it was read at all; where not, no row is evidence
 * @param eventHash of the row; null where there was none
 * @param processedAt of the row; null where there was none, or it has none
 */
public record RowBefore(boolean read, @Nullable String eventHash, @Nullable Instant processedAt) {
    public static final RowBefore NOT_READ = new RowBefore(false, null, null);
    public static final RowBefore NONE = new RowBefore(true, null, null);

    /** @param row null where there was none */
    public static RowBefore of(@Nullable OrderState row) {
        return row == null ? NONE : new RowBefore(true, row.hash(), row.processedAt());
    }

    boolean absent() {
        return read && eventHash == null;
    }

    /** Whether the row is of this event, and is not the one that was there. */
    boolean provenBy(OrderState now, String event) {
        return read
                && now.hash().equals(event)
                && !(event.equals(eventHash) && Objects.equals(processedAt, now.processedAt()));
    }
}
