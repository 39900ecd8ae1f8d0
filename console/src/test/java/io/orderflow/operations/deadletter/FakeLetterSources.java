package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.files.BackupFiles;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.FakeMarks;
import io.orderflow.operations.deadletter.redrive.RedrivePorts;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.redrive.Redrives;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dead letters, rows and log lines in memory; snapshots in a folder. */
public final class FakeLetterSources {
    public final FakeLetterQueue queue;
    public final FakeLetterMoves moves = new FakeLetterMoves();
    public final List<ConsumerLine> lines = new CopyOnWriteArrayList<>();
    public final Map<String, OrderState> rows = new HashMap<>();
    private final Clock clock;
    public final LetterStore store;
    public final Path folder;
    public final ReceiptFolders receipts;
    /** A page holds so many lines. */
    public int page = 100;

    public int pagesRead;
    public final List<OutgoingLetter> sent = Collections.synchronizedList(new ArrayList<>());
    /** Nothing is told of what is sent. */
    public boolean silent;
    /** Run once something was sent. */
    public Runnable whenSent = () -> {};
    /** Run when rows are read. */
    public Runnable whenRowsRead = () -> {};
    /** Bodies with that in them are not taken. */
    public @Nullable String refused;

    public final FakeMarks marks = new FakeMarks();
    /** Queues beside this one, by name. */
    public final Map<String, FakeLetterQueue> others = new HashMap<>();

    public @Nullable PortException logFault;
    public @Nullable PortException rowsFault;

    public @Nullable Boolean codeMatches = true;
    public @Nullable Instant functionChangedAt;

    public FakeLetterSources(Path folder, Clock clock) {
        this("OrderDLQ", new SnapshotFiles(folder, clock), folder, clock);
    }

    /** @param folder of receipts and backups */
    public FakeLetterSources(String queue, LetterStore store, Path folder, Clock clock) {
        this.queue = new FakeLetterQueue(queue, clock);
        this.store = store;
        this.folder = folder;
        this.receipts = new ReceiptFolders(folder);
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
                    whenRowsRead.run();
                    Map<String, OrderState> found = new HashMap<>(rows);
                    found.keySet().retainAll(List.copyOf(ids));
                    return found;
                },
                () -> new DeployedCode.State(codeMatches, functionChangedAt));
    }

    public DeadLetterTools tools(ExecutorService threads) {
        return tools(threads, messageId -> 0);
    }

    public DeadLetterTools tools(ExecutorService threads, Deaths deaths) {
        return new DeadLetterTools(
                Map.of(LetterPlace.ORDER_DLQ, sources(), LetterPlace.ORDER_UNDELIVERED, sources()),
                moves,
                clock,
                threads,
                deaths,
                new Holds());
    }

    /** What is sent to OrderQueue is worked on at once: stored, or died again. */
    public RedriveTools redrives(ExecutorService threads) {
        others.put("OrderQueue", new FakeLetterQueue("OrderQueue", clock));
        Function<String, LetterQueue> queues =
                name -> name.equals("OrderDLQ") ? queue : others.computeIfAbsent(name, this::missing);
        var ports = new RedrivePorts(queues, to -> target(to.name()), this::log, ids -> Map.of(), marks, "OrderDLQ");
        return new RedriveTools(
                new Redrives(ports, receipts, threads, Clock.systemUTC()),
                new Actor("arn:aws:iam::000000000000:user/ops", "ops", "desk"),
                queues,
                to -> target(to.name()),
                new BackupFiles(folder.resolve("backups"), clock),
                Map.of(LetterPlace.ORDER_DLQ, "OrderDLQ", LetterPlace.ORDER_UNDELIVERED, "OrderUndelivered"),
                "OrderQueue",
                "OrderTopic");
    }

    private FakeLetterQueue missing(String name) {
        FakeLetterQueue none = new FakeLetterQueue(name, clock);
        none.fault = new PortException(PortException.Kind.MISSING, name, "no such queue");
        return none;
    }

    private LetterTarget target(String name) {
        var codec = new OrderMessageCodec(new OrderValidator(clock));
        return new LetterTarget() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public SendAnswer send(List<OutgoingLetter> letters) {
                Map<String, SendAnswer.Taken> taken = new HashMap<>();
                Map<String, EntryFault> failed = new HashMap<>();
                for (OutgoingLetter letter : letters) {
                    if (refused != null && letter.body().contains(refused)) {
                        failed.put(letter.key(), new EntryFault("InvalidMessageContents", "not taken", true));
                        continue;
                    }
                    String id = "new-" + sent.size();
                    sent.add(letter);
                    boolean stored;
                    try {
                        stored = codec.decode(letter.body()) != null;
                    } catch (MalformedOrderException e) {
                        stored = false;
                    }
                    if (silent) {
                        taken.put(letter.key(), new SendAnswer.Taken(id, true));
                        continue;
                    }
                    lines.add(new ConsumerLine(
                            clock.instant(),
                            stored ? "STORED" : "MALFORMED",
                            id,
                            null,
                            null,
                            clock.instant(),
                            null,
                            1,
                            null,
                            null,
                            null,
                            List.of()));
                    taken.put(letter.key(), new SendAnswer.Taken(id, true));
                }
                whenSent.run();
                return new SendAnswer(taken, failed);
            }
        };
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
