package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
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
 * Redrives frozen sets of letters, deletes or imports them, with a receipt each. No letter is lost and each one's end is told with its evidence, whatever
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
        MarkKeeper mark = mark(order);
        mark.take(order.takeOver());
        try (OpenReceipt receipt = receipts.create(order, clock.instant(), letters)) {
            List<JournalLine> history = order.act() == Act.REDRIVE ? sentBefore(receipt) : List.of();
            receipt.append(history);
            receipts.chain(ReceiptSummary.started(receipt, clock.instant()));
            return drive(receipt, order, history, false, false, mark, watcher);
        } catch (IOException e) {
            throw refused(e);
        } finally {
            mark.release();
        }
    }

    /** What takes no letters away from a queue marks none. */
    private MarkKeeper mark(RedriveOrder order) {
        return order.act() == Act.IMPORT
                ? new MarkKeeper(QueueMark.NONE, order.queue(), "", clock)
                : mark(order.queue(), order.who());
    }

    /** This console's mark on a queue. */
    MarkKeeper mark(String queue, Actor who) {
        return new MarkKeeper(ports.mark(), queue, QueueMark.owner(who, receipts.owner()), clock);
    }

    /**
     * Looks whether another console works on the letters of a queue, before anything is prepared.
     *
     * @throws PortException when it does, and is not to be taken over
     */
    public void respectMark(String queue, Actor who, boolean takeOver) throws PortException {
        if (!takeOver) {
            mark(queue, who).respect();
        }
    }

    Clock clock() {
        return clock;
    }

    /**
     * Takes up a redrive, a deletion or an import that did not end: finishes sending and deleting, then follows.
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
            MarkKeeper mark = mark(order);
            mark.take(takeOver);
            try {
                receipts.chain(ReceiptSummary.resumed(receipt, clock.instant(), release ? "release" : null));
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
                    PortException.Kind.REFUSED, SUBJECT, Reason.line("Nothing is left to be finished."), null);
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

    /** What of these a redrive to there would not send, as {@link ReceiptStore.SentAlready} says; reads the receipts. */
    public ReceiptStore.SentAlready sentAlready(Set<String> messageIds, Destination to) throws PortException {
        try {
            return ReceiptStore.SentAlready.of(receipts.sentBefore(messageIds).values(), to);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /**
     * What lies in the queue although it was sent there is only deleted; what was sent to another place is left where it is, as
     * it would be in both.
     */
    private List<JournalLine> sentBefore(OpenReceipt receipt) throws IOException {
        Set<String> ids = new HashSet<>();
        receipt.entries().forEach(entry -> ids.add(entry.messageId()));
        Map<String, ReceiptStore.SentBefore> before = receipts.sentBefore(ids);
        List<JournalLine> lines = new ArrayList<>();
        for (int i = 0; i < receipt.entries().size() && !before.isEmpty(); i++) {
            ReceiptStore.SentBefore sent = before.get(receipt.entries().get(i).messageId());
            if (sent != null && sent.to().equals(receipt.order().to())) {
                JournalLine.Mark mark = JournalLine.Mark.of(i, sent.newMessageId(), "same", "before");
                lines.add(new JournalLine(sent.at(), Kind.SENT, List.of(mark), ""));
            } else if (sent != null) {
                String line = "was sent to " + sent.to().name() + " and not deleted, by receipt " + sent.receipt()
                        + ": it was not sent to " + receipt.order().to().name() + " too";
                lines.add(new JournalLine(clock.instant(), Kind.ELSEWHERE, List.of(JournalLine.Mark.of(i, line)), ""));
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
        // an import takes nothing out of a queue
        boolean lies = order.act() != Act.IMPORT;
        LetterQueue dead = ports.queues().apply(ports.deadLetterQueue());
        LetterQueue queue = lies ? ports.queues().apply(order.queue()) : dead;
        boolean deadHere = !lies || order.queue().equals(ports.deadLetterQueue());
        RedriveEngine engine = new RedriveEngine(new RedriveEngine.Start(
                order,
                receipt.entries(),
                history,
                clock.instant(),
                resumed,
                release,
                deadHere,
                lies ? queue.facts().total() : 0,
                deadHere ? 0 : size(dead)));
        LetterTarget target = order.act().sends()
                ? ports.targets().apply(order.to())
                : new NoTarget(order.to().name());
        RedriveDriver driver =
                new RedriveDriver(engine, receipt, queue, dead, target, ports.log(), ports.rows(), requests, clock);
        driver.run(mark.renewing(watcher, requests));
        RedriveReport report = engine.report(receipt.id(), receipt.setHash());
        receipts.chain(ReceiptSummary.ended(receipt, report, clock.instant()));
        return report;
    }

    /** Of a deletion, which sends nothing. */
    private record NoTarget(String name) implements LetterTarget {
        @Override
        public SendAnswer send(List<OutgoingLetter> letters) {
            throw new IllegalStateException("a deletion sends nothing");
        }
    }

    /** Who may not ask looks at fewer messages. */
    private static long size(LetterQueue queue) {
        try {
            return queue.facts().total();
        } catch (PortException e) {
            return 0;
        }
    }

    static PortException refused(IOException e) {
        return new PortException(PortException.Kind.REFUSED, SUBJECT, Reason.line(String.valueOf(e.getMessage())), e);
    }
}
