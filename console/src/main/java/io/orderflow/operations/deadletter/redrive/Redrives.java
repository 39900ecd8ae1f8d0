package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Redrives frozen sets of letters, with a receipt each. No letter is lost and each one's end is told with its evidence, whatever
 * ends the process; {@link #resume} goes on where a killed one was. Thread-safe: several run beside each other.
 */
public final class Redrives {
    private static final String SUBJECT = "receipts";

    private final RedrivePorts ports;
    private final ReceiptStore receipts;
    private final Executor requests;
    private final Clock clock;

    /** @param requests runs some 12 requests at once on threads that may block */
    public Redrives(RedrivePorts ports, ReceiptStore receipts, Executor requests, Clock clock) {
        this.ports = ports;
        this.receipts = receipts;
        this.requests = requests;
        this.clock = clock;
    }

    public ReceiptStore receipts() {
        return receipts;
    }

    /**
     * Sends exactly these letters, deletes what was sent, and follows it. Blocks until all of that is over.
     *
     * <p>The letters are put on disk with all that is in them before anything is sent; they are read once, so that a source may
     * read them from disk itself. Those that are not held are received anew; the handles of held ones belong to the redrive from
     * now on: it extends them and at its end releases what it did not send.
     *
     * @throws PortException when nothing was sent: the receipt cannot be written, or another console's mark is on the queue
     * @throws InterruptedException when interrupted: a resume finishes it
     */
    public RedriveReport run(RedriveOrder order, Iterable<FrozenLetter> letters, RedriveWatcher watcher)
            throws PortException, InterruptedException {
        MarkKeeper mark = new MarkKeeper(ports.mark(), order.queue(), order.who(), clock);
        mark.take(order.takeOver());
        try (OpenReceipt receipt = receipts.create(order, clock.instant(), letters)) {
            List<JournalLine> history = sentBefore(receipt);
            receipt.append(history);
            receipts.chain(ReceiptSummary.started(receipt, "STARTED", clock.instant(), order.recipe()));
            return drive(receipt, order, history, false, false, mark, watcher);
        } catch (IOException e) {
            throw refused(e);
        } finally {
            mark.release();
        }
    }

    /**
     * Takes up a redrive that did not end: finishes sending and deleting, then follows.
     *
     * @param id null for the newest unfinished one
     * @param release sends nothing more: what was sent is deleted, the rest stays where it is
     * @param takeOver whether another console's mark on the queue is ignored
     * @param follow as in the order; null for as it was confirmed
     * @throws PortException when there is none, another process works on it, or another console's mark is on the queue
     */
    public RedriveReport resume(
            @Nullable String id, boolean release, boolean takeOver, @Nullable Duration follow, RedriveWatcher watcher)
            throws PortException, InterruptedException {
        try (OpenReceipt receipt = receipts.open(id == null ? newestUnfinished() : id)) {
            RedriveOrder order =
                    follow == null ? receipt.order() : receipt.order().withFollow(follow);
            MarkKeeper mark = new MarkKeeper(ports.mark(), order.queue(), order.who(), clock);
            mark.take(takeOver);
            try {
                String how = release ? "release" : null;
                receipts.chain(ReceiptSummary.started(receipt, "RESUMED", clock.instant(), how));
                return drive(receipt, order, receipt.history(), true, release, mark, watcher);
            } finally {
                mark.release();
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private String newestUnfinished() throws PortException {
        List<String> unfinished = unfinished();
        if (unfinished.isEmpty()) {
            throw new PortException(
                    PortException.Kind.REFUSED, SUBJECT, Reason.line("No redrive is left to be finished."), null);
        }
        return unfinished.get(0);
    }

    /** Ids of those that a resume would finish, or that another process works on, the newest first. */
    public List<String> unfinished() throws PortException {
        try {
            return receipts.unfinished();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** What lies in the queue although it was sent is only deleted. */
    private List<JournalLine> sentBefore(OpenReceipt receipt) throws IOException {
        Set<String> ids = new HashSet<>();
        receipt.entries().forEach(entry -> ids.add(entry.messageId()));
        Map<String, ReceiptStore.SentBefore> before = receipts.sentBefore(ids);
        List<JournalLine> lines = new ArrayList<>();
        for (int i = 0; i < receipt.entries().size() && !before.isEmpty(); i++) {
            ReceiptStore.SentBefore sent = before.get(receipt.entries().get(i).messageId());
            if (sent != null) {
                JournalLine.Mark mark = JournalLine.Mark.of(i, sent.newMessageId(), "same", "before");
                lines.add(new JournalLine(sent.at(), Kind.SENT, List.of(mark), ""));
            }
        }
        return lines;
    }

    private RedriveReport drive(
            OpenReceipt receipt,
            RedriveOrder order,
            List<JournalLine> history,
            boolean resumed,
            boolean release,
            MarkKeeper mark,
            RedriveWatcher watcher)
            throws PortException, InterruptedException, IOException {
        LetterQueue queue = ports.queues().apply(order.queue());
        RedriveEngine engine = new RedriveEngine(new RedriveEngine.Start(
                order,
                receipt.entries(),
                history,
                clock.instant(),
                resumed,
                release,
                order.queue().equals(ports.deadLetterQueue()),
                queue.facts().total()));
        RedriveDriver driver = new RedriveDriver(
                engine, receipt, queue, ports.targets().apply(order.to()), ports.log(), ports.rows(), requests, clock);
        driver.run(mark.renewing(watcher, requests));
        RedriveReport report = engine.report(receipt.id(), receipt.setHash());
        receipts.chain(ReceiptSummary.ended(receipt, report, clock.instant()));
        return report;
    }

    private static PortException refused(IOException e) {
        return new PortException(PortException.Kind.REFUSED, SUBJECT, Reason.line(String.valueOf(e.getMessage())), e);
    }
}
