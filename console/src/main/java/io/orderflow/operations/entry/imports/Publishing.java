package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows that were not published yet: INTENT on disk, then the request, then SENT on disk. Several batches are on
 * their way at a time; after a kill those are published once more, as the same events.
 */
final class Publishing {
    /** So many batches may be on their way when the process is killed. */
    static final int PARALLEL = 8;

    private final OpenImport open;
    private final RowStates states;
    private final BatchPublisher publisher;
    private final SendGate gate;
    private final Clock clock;
    private final FrozenRows rows;

    Publishing(
            OpenImport open, RowStates states, BatchPublisher publisher, SendGate gate, Clock clock, FrozenRows rows) {
        this.open = open;
        this.states = states;
        this.publisher = publisher;
        this.gate = gate;
        this.clock = clock;
        this.rows = rows;
    }

    /**
     * Publishes until all is, or the gate is closed.
     *
     * @param threads runs {@link #PARALLEL} at a time, each of which may block
     * @param tick is run often by this thread
     * @throws InterruptedException when interrupted: what is on its way ends by itself
     */
    void run(Executor threads, Runnable tick, long tickMillis) throws PortException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(PARALLEL);
        int begun = 0;
        try {
            for (; begun < PARALLEL; begun++) {
                threads.execute(() -> work(ended));
            }
        } catch (RejectedExecutionException e) {
            for (int i = begun; i < PARALLEL; i++) {
                ended.countDown();
            }
            if (begun == 0) {
                throw new PortException(PortException.Kind.BUSY, "import", "too much is going on here", e);
            }
        }
        try {
            while (!ended.await(tickMillis, TimeUnit.MILLISECONDS)) {
                tick.run();
            }
        } catch (InterruptedException e) {
            gate.stop("interrupted");
            throw e;
        }
        tick.run();
    }

    private void work(CountDownLatch ended) {
        try {
            List<JournalLine> told = new ArrayList<>(); // goes to disk together with the next INTENT
            for (List<FrozenRow> batch = next(); !batch.isEmpty(); batch = next()) {
                told.add(line(Kind.INTENT, batch.stream().map(row -> mark(row)).toList()));
                append(told);
                publish(batch, told);
            }
            append(told);
        } catch (IOException e) {
            gate.fail("import " + open.id() + " cannot be written or read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gate.stop("interrupted");
        } catch (RuntimeException e) {
            gate.fail("import " + open.id() + ": " + e);
        } finally {
            ended.countDown();
        }
    }

    /** Empty at the end. */
    private List<FrozenRow> next() throws IOException {
        List<FrozenRow> batch = new ArrayList<>();
        int most = gate.most(BatchPublisher.MOST);
        synchronized (rows) {
            while (batch.size() < most && gate.open()) {
                FrozenRow row = rows.next();
                if (row == null) {
                    break;
                }
                if (states.waiting(row.index())) {
                    batch.add(row);
                }
            }
        }
        return batch;
    }

    private void append(List<JournalLine> lines) throws IOException {
        if (!lines.isEmpty()) {
            open.append(lines);
            lines.forEach(states::apply);
            lines.clear();
        }
    }

    private JournalLine line(Kind kind, List<Mark> marks) {
        return new JournalLine(clock.instant(), kind, marks, "");
    }

    private static Mark mark(FrozenRow row, String... values) {
        return Mark.of(row.index(), values);
    }

    /** Tries those again that were not taken, until all are, or nothing may be tried any more. */
    private void publish(List<FrozenRow> batch, List<JournalLine> told) throws InterruptedException {
        List<FrozenRow> left = batch;
        while (!left.isEmpty() && gate.pass(left.size())) {
            List<BatchPublisher.Answer> answers = answers(left);
            if (answers == null) {
                continue;
            }
            List<Mark> sent = new ArrayList<>();
            List<Mark> refused = new ArrayList<>();
            List<FrozenRow> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                BatchPublisher.Answer answer = answers.get(i);
                if (answer.messageId() != null) {
                    sent.add(mark(left.get(i), answer.messageId()));
                } else if (answer.again()) {
                    again.add(left.get(i));
                } else {
                    refused.add(mark(left.get(i), String.valueOf(answer.fault())));
                }
            }
            if (!sent.isEmpty()) {
                told.add(line(Kind.SENT, sent));
            }
            if (!refused.isEmpty()) {
                told.add(line(Kind.REFUSED, refused));
            }
            if (!again.isEmpty()) {
                gate.slowDown();
            }
            left = again;
        }
    }

    /** Null where nobody answered: an order that is published twice is the same event. */
    private @Nullable List<BatchPublisher.Answer> answers(List<FrozenRow> rows) {
        try {
            List<BatchPublisher.Answer> answers =
                    publisher.publish(rows.stream().map(FrozenRow::order).toList());
            gate.answered();
            return answers;
        } catch (PortException e) {
            gate.failed(e);
            return null;
        }
    }
}
