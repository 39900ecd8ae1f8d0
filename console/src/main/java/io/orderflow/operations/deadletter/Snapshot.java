package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.FunctionLog;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a queue as they were at one time.
 *
 * @param rows each letter once, the longest waiting first
 * @param bodies reads them whole
 * @param held what is held of them; null of one that was kept from before
 * @param gaps what could not be read, and why; the judgements do without
 * @param moreLog reads on in the function's log; null where it was read to its end
 */
public record Snapshot(
        SnapshotHead head,
        List<LetterRow> rows,
        LetterBodies bodies,
        @Nullable HeldLetters held,
        Map<Part, PortException> gaps,
        FunctionLog.@Nullable Rest moreLog)
        implements Closeable {

    /** What judgements rest on beside the rule book. */
    public enum Part {
        ROWS,
        LOG,
        CODE
    }

    public Snapshot {
        rows = List.copyOf(rows);
        gaps = Map.copyOf(gaps);
    }

    public Optional<LetterRow> find(String messageId) {
        return rows.stream().filter(row -> row.id().equals(messageId)).findFirst();
    }

    /** Shows what is held to others again. Blocks; a failure leaves it to the time that it is held for. */
    public void release() throws PortException {
        if (held != null) {
            held.release();
        }
    }

    /** Lets go of the bodies' file, not of what is held. */
    @Override
    public void close() throws IOException {
        if (bodies instanceof Closeable file) {
            file.close();
        }
    }
}
