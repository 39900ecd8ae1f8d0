package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.MoveAll;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move of all of OrderDLQ by SQS itself, with a receipt of what SQS tells of it; another console's mark is respected. One that
 * runs already is followed instead, in the receipt that was begun for it if there is one.
 */
public final class ServerMove implements Work<MoveTask> {
    private final RedriveTools tools;
    private final LetterMoves moves;
    private final MoveAll move;
    private final String commandLine;
    private final boolean takeOver;
    private final Clock clock;
    private final ReceiptStore receipts;

    /**
     * @param move how it is started and followed
     * @param commandLine the same as a command
     * @param takeOver whether another console's mark on the queue is ignored
     */
    public ServerMove(RedriveTools tools, LetterMoves moves, MoveAll move, String commandLine, boolean takeOver) {
        this.tools = tools;
        this.moves = moves;
        this.move = move;
        this.commandLine = commandLine;
        this.takeOver = takeOver;
        this.clock = tools.redrives().clock();
        this.receipts = tools.redrives().receipts();
    }

    @Override
    public MoveTask run(Progress progress) throws PortException, InterruptedException {
        Optional<MoveTask> running = moves.newest().filter(task -> task.state().active());
        return running.isPresent() ? follow(running.get(), progress) : started(progress);
    }

    /** Follows one that runs already, whoever started it; takes nothing away itself. */
    public MoveTask follow(MoveTask running, Progress progress) throws PortException, InterruptedException {
        try (OpenReceipt receipt = unended()) {
            return followed(receipt == null ? begun("it was running already") : receipt, running, progress);
        } catch (ReceiptInUseException elsewhere) {
            return move.follow(running, progress); // another process of this folder writes it down
        } catch (IOException e) {
            throw Redrives.refused(e);
        }
    }

    private MoveTask started(Progress progress) throws PortException, InterruptedException {
        MarkKeeper mark = tools.redrives().mark(tools.place(LetterPlace.ORDER_DLQ), tools.who());
        mark.take(takeOver);
        boolean over = true;
        try {
            endEarlier();
            try (OpenReceipt receipt = begun(null)) {
                MoveTask task = start(receipt);
                over = false;
                MoveTask ended = followed(receipt, task, mark.renewing(progress));
                over = !ended.state().active();
                return ended;
            }
        } catch (IOException e) {
            throw Redrives.refused(e);
        } finally {
            if (over) { // else it still takes letters away: the mark ends by itself
                mark.release();
            }
        }
    }

    private MoveTask start(OpenReceipt receipt) throws PortException, IOException {
        try {
            return move.start();
        } catch (PortException e) {
            end(receipt, new MoveProgress(MoveTask.State.FAILED, 0, -1, e.getMessage()));
            throw e;
        }
    }

    private OpenReceipt begun(@Nullable String note) throws IOException {
        RedriveOrder order = RedriveOrder.of(
                Act.MOVE,
                tools.place(LetterPlace.ORDER_DLQ),
                tools.destination("OrderQueue"),
                tools.who(),
                commandLine,
                takeOver,
                note);
        OpenReceipt receipt = receipts.create(order, clock.instant(), List.of());
        write(receipt, new MoveProgress(MoveTask.State.RUNNING, 0, -1, null));
        receipts.chain(ReceiptSummary.started(receipt, clock.instant()));
        return receipt;
    }

    /** The receipt that was begun for the one that runs. */
    private @Nullable OpenReceipt unended() throws IOException {
        List<String> ids = receipts.unendedMoves();
        return ids.isEmpty() ? null : receipts.open(ids.get(0));
    }

    /** Of those that ended while nobody looked, SQS may remember the newest. */
    private void endEarlier() throws PortException, IOException {
        Optional<MoveTask> newest = moves.newest();
        for (String id : receipts.unendedMoves()) {
            try (OpenReceipt receipt = receipts.open(id)) {
                end(receipt, newest.map(MoveProgress::of).orElse(new MoveProgress(null, 0, -1, null)));
                newest = Optional.empty();
            } catch (ReceiptInUseException elsewhere) {
                newest = Optional.empty(); // that is its task
            }
        }
    }

    private MoveTask followed(OpenReceipt receipt, MoveTask task, Progress progress)
            throws PortException, InterruptedException, IOException {
        try (receipt) {
            MoveTask ended = move.follow(task, progress);
            if (ended.state().active()) {
                write(receipt, MoveProgress.of(ended));
            } else {
                end(receipt, MoveProgress.of(ended));
            }
            return ended;
        }
    }

    private void write(OpenReceipt receipt, MoveProgress task) throws IOException {
        receipt.append(List.of(new JournalLine(clock.instant(), JournalLine.Kind.TASK, List.of(), task.note())));
    }

    private void end(OpenReceipt receipt, MoveProgress task) throws IOException {
        receipt.append(List.of(
                new JournalLine(clock.instant(), JournalLine.Kind.TASK, List.of(), task.note()),
                new JournalLine(clock.instant(), JournalLine.Kind.CLOSED, List.of(), "")));
        receipts.chain(ReceiptSummary.moved(receipt, task, clock.instant()));
    }
}
