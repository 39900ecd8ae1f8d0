package io.orderflow.operations.entry.imports;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.entry.OrderIds;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.rows.CheckRows;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.OrderFile;
import io.orderflow.operations.entry.rows.RowsReport;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was checked, with a journal, and follows it to its ends. Whatever ends the process, {@link #resume} goes on
 * where it was: the same events, so that what was published twice has no second effect. Thread-safe.
 */
public final class Imports {
    private static final String SUBJECT = "imports";
    private static final Duration AFTER_THE_LAST_RECEIVE = Duration.ofSeconds(60);

    private final ImportPorts ports;
    private final ImportStore store;
    private final ExecutorService threads;
    private final Clock clock;
    private final Pause pause;
    private final Duration follow;

    /**
     * Over ports and files.
     *
     * @param threads runs some 10 requests at once on threads that may block
     * @param visibility of OrderQueue: how long until a failed order is tried again
     */
    public Imports(
            ImportPorts ports,
            ImportStore store,
            ExecutorService threads,
            Clock clock,
            Pause pause,
            Duration visibility) {
        this.ports = ports;
        this.store = store;
        this.threads = threads;
        this.clock = clock;
        this.pause = pause;
        this.follow = visibility.multipliedBy(FollowedRows.MOST_RECEIVES).plus(AFTER_THE_LAST_RECEIVE);
    }

    /**
     * Checks every row of a file, and keeps those that are valid. A row without an id gets one that ends with its line.
     *
     * @throws PortException where the file cannot be read, or nothing can be kept
     * @throws InterruptedException when the progress was cancelled
     */
    public CheckedFile check(OrderFile file, FileForm form, Columns columns, Progress progress)
            throws PortException, InterruptedException {
        String made = new OrderIds(clock, new SecureRandom()).get();
        ImportDraft draft = null;
        CheckedFile checked = null;
        try {
            draft = store.draft(clock.instant());
            RowsReport report =
                    new CheckRows(file, form, columns, line -> made + "-" + line, clock, draft).run(progress);
            checked = new CheckedFile(file.path(), form, report, draft.sum(), draft);
            return checked;
        } catch (IOException e) {
            throw refused(e);
        } finally {
            if (checked == null && draft != null) {
                draft.close();
            }
        }
    }

    public ImportStore store() {
        return store;
    }

    /** Compares what was checked with what Orders has. */
    public AgainstTable against(CheckedFile checked) {
        return new AgainstTable(checked.draft(), checked.sum().valid(), ports.rows(), threads);
    }

    /** How long an order takes at most until it is stored or dead, and a minute: what is waited for by default. */
    public Duration follow() {
        return follow;
    }

    /**
     * Publishes exactly the rows that were checked. Blocks until all is over.
     *
     * @throws PortException when nothing was published
     * @throws InterruptedException when interrupted: a resume finishes it
     */
    public ImportReport run(CheckedFile checked, ImportHead head, ImportWatcher watcher)
            throws PortException, InterruptedException {
        try (OpenImport open = checked.draft().freeze(head)) {
            return work(open, "STARTED", head, watcher);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * Takes one up that did not end, or follows one that did.
     *
     * @param id null for the newest unfinished one
     * @param changed how it goes from now on
     * @throws PortException when there is none, or another process works on it
     */
    public ImportReport resume(@Nullable String id, UnaryOperator<ImportHead.ImportPace> changed, ImportWatcher watcher)
            throws PortException, InterruptedException {
        try (OpenImport open = store.open(id == null ? newestUnfinished() : id)) {
            ImportHead head = open.head();
            return work(open, "RESUMED", head.with(changed.apply(head.pace())), watcher);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private String newestUnfinished() throws PortException {
        List<String> unfinished = unfinished();
        if (unfinished.isEmpty()) {
            throw new PortException(
                    PortException.Kind.REFUSED, SUBJECT, Reason.line("No import is left to be finished."), null);
        }
        return unfinished.get(0);
    }

    /** Ids of those that a resume would finish, or that another process works on, the newest first. */
    public List<String> unfinished() throws PortException {
        try {
            return store.unfinished();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private ImportReport work(OpenImport open, String act, ImportHead head, ImportWatcher watcher)
            throws PortException, IOException, InterruptedException {
        RowStates states = new RowStates(head.valid());
        open.history(states::apply);
        Instant begun = clock.instant();
        open.append(List.of(new JournalLine(begun, Kind.RESUMED, List.of(), act)));
        ports.ledger().note(begun, act, open.id(), head, null, Map.of("rows", (long) head.valid()));
        SendGate gate = new SendGate(head.pace(), clock, pause);
        ImportTicker ticker = new ImportTicker(open.id(), states, gate, watcher, clock);
        ticker.run(); // it may have been cancelled before it began
        if (!states.handled()) {
            try (FrozenRows rows = open.rows()) {
                new Publishing(open, states, ports.publisher(), gate, clock, rows)
                        .run(threads, ticker, ImportTicker.MILLIS);
            }
        }
        if (states.handled() && gate.open() && !head.pace().follow().isZero()) {
            ticker.follows();
            new ImportFollowing(open, states, ports, threads, clock, pause, () -> !gate.open(), ticker)
                    .run(head.pace().follow());
        }
        ticker.run();
        ImportReport report = report(open.id(), head, states, gate);
        open.ended(report);
        ports.ledger().note(clock.instant(), "ENDED", open.id(), head, reason(report), counts(report));
        return report;
    }

    private static ImportReport report(String id, ImportHead head, RowStates states, SendGate gate) {
        return new ImportReport(
                id,
                head,
                states.sent(),
                states.ends(),
                gate.stopped(),
                gate.fault(),
                states.handled() && gate.open(),
                gate.dollars());
    }

    private static @Nullable String reason(ImportReport report) {
        return report.fault() != null ? report.fault() : report.stopped();
    }

    private static Map<String, Long> counts(ImportReport report) {
        Map<String, Long> counts = new TreeMap<>();
        for (PlacedEnd end : PlacedEnd.values()) {
            counts.put(end.name(), (long) report.count(end));
        }
        counts.put("rows", (long) report.head().valid());
        counts.put("published", (long) report.published());
        return counts;
    }

    private static PortException refused(IOException e) {
        String line = e instanceof ImportInUseException
                ? "The " + e.getMessage() + ": let it end."
                : "The import cannot be kept or read here (" + e.getMessage() + ").";
        return new PortException(PortException.Kind.REFUSED, SUBJECT, Reason.line(line), e);
    }
}
