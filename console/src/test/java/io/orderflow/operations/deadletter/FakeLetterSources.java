package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Dead letters, rows and log lines in memory; snapshots in a folder. */
public final class FakeLetterSources {
    public final FakeLetterQueue queue;
    public final FakeLetterMoves moves = new FakeLetterMoves();
    public final List<ConsumerLine> lines = new ArrayList<>();
    public final Map<String, OrderState> rows = new HashMap<>();
    private final Clock clock;
    private final LetterStore store;
    /** A page holds so many lines. */
    public int page = 100;

    public int pagesRead;
    public @Nullable PortException logFault;
    public @Nullable PortException rowsFault;

    public @Nullable Boolean codeMatches = true;

    public FakeLetterSources(Path folder, Clock clock) {
        this("OrderDLQ", new SnapshotFiles(folder, clock), clock);
    }

    public FakeLetterSources(String queue, LetterStore store, Clock clock) {
        this.queue = new FakeLetterQueue(queue, clock);
        this.store = store;
        this.clock = clock;
    }

    public LetterSources sources() {
        return new LetterSources(
                queue,
                "OrderQueue",
                store,
                this::log,
                ids -> {
                    if (rowsFault != null) {
                        throw rowsFault;
                    }
                    Map<String, OrderState> found = new HashMap<>(rows);
                    found.keySet().retainAll(List.copyOf(ids));
                    return found;
                },
                () -> new DeployedCode.State(codeMatches, Instant.EPOCH));
    }

    public DeadLetterTools tools(ExecutorService threads) {
        return new DeadLetterTools(
                Map.of(LetterPlace.ORDER_DLQ, sources(), LetterPlace.ORDER_UNDELIVERED, sources()),
                moves,
                clock,
                threads,
                messageId -> 0,
                new Holds());
    }

    private FunctionLog.Page log(Instant from, Instant to, boolean failuresOnly, @Nullable String next)
            throws PortException {
        if (logFault != null) {
            throw logFault;
        }
        pagesRead++;
        int start = next == null ? 0 : Integer.parseInt(next);
        int end = Math.min(lines.size(), start + page);
        return new FunctionLog.Page(
                lines.subList(start, end).stream()
                        .filter(line -> line.failed() || !failuresOnly)
                        .toList(),
                end < lines.size() ? Integer.toString(end) : null);
    }
}
