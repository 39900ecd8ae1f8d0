package io.orderflow.operations.deadletter.redrive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done, oldest first; each line holds the hash of the one before.
 *
 * @param broken the first line, from 1, that does not follow the one before it: it or one before it was changed or taken out;
 *     null where the chain is whole
 */
public record ReceiptChain(List<ReceiptSummary> lines, @Nullable Integer broken) {
    public ReceiptChain {
        lines = List.copyOf(lines);
    }
}
