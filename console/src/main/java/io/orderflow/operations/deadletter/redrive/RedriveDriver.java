package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what an engine decides: requests on threads of an executor, the journal's writes one after the other, each of which puts
 * everything that waits on disk at once. One thread asks the engine.
 */
final class RedriveDriver {
    /** Between looks at the watcher where nothing happens. */
    private static final long TICK_MILLIS = 100;

    private final RedriveEngine engine;
    private final OpenReceipt receipt;
    private final LetterQueue queue;
    private final LetterTarget target;
    private final FunctionLog log;
    private final OrderRows rows;
    private final Executor requests;
    private final Clock clock;
    private final BlockingQueue<RedriveEvent> events = new LinkedBlockingQueue<>();
    private final List<RedriveAction.Journal> waiting = new ArrayList<>();
    private boolean writing;
    private boolean paused;
    private boolean cancelled;

    RedriveDriver(
            RedriveEngine engine,
            OpenReceipt receipt,
            LetterQueue queue,
            LetterTarget target,
            FunctionLog log,
            OrderRows rows,
            Executor requests,
            Clock clock) {
        this.engine = engine;
        this.receipt = receipt;
        this.queue = queue;
        this.target = target;
        this.log = log;
        this.rows = rows;
        this.requests = requests;
        this.clock = clock;
    }

    /** Runs to the end; an interrupt leaves everything as a resume finds it. */
    void run(RedriveWatcher watcher) throws InterruptedException {
        listen(watcher, clock.instant()); // it may have been cancelled before it began
        step(new RedriveEvent.Tick(clock.instant()));
        Instant tellAt = Instant.MIN;
        while (!engine.finished()) {
            RedriveEvent event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (event != null) {
                step(event);
            }
            Instant now = clock.instant();
            if (event == null || !now.isBefore(tellAt)) {
                tellAt = now.plusMillis(TICK_MILLIS);
                step(new RedriveEvent.Tick(now));
                listen(watcher, now);
                watcher.changed(engine.status(receipt.id()));
            }
        }
        watcher.changed(engine.status(receipt.id()));
    }

    private void listen(RedriveWatcher watcher, Instant now) {
        if (watcher.cancelled() && !cancelled) {
            cancelled = true;
            step(new RedriveEvent.Cancelled(now));
        }
        if (watcher.paused() != paused) {
            paused = !paused;
            step(new RedriveEvent.Paused(now, paused));
        }
    }

    private void step(RedriveEvent event) {
        if (event instanceof RedriveEvent.JournalSynced) {
            writing = false;
        }
        for (RedriveAction action : engine.step(event)) {
            execute(action);
        }
        write();
    }

    private void execute(RedriveAction action) {
        if (action instanceof RedriveAction.Journal journal) {
            waiting.add(journal);
        } else if (action instanceof RedriveAction.Send send) {
            request(send.id(), () -> send(send));
        } else if (action instanceof RedriveAction.Delete delete) {
            request(
                    delete.id(),
                    () -> new RedriveEvent.Deleted(clock.instant(), delete.id(), queue.delete(delete.handles())));
        } else if (action instanceof RedriveAction.Hide hide) {
            request(hide.id(), () -> {
                var failed = queue.hide(hide.handles(), hide.length());
                return new RedriveEvent.Hidden(clock.instant(), hide.id(), failed);
            });
        } else if (action instanceof RedriveAction.Receive receive) {
            request(receive.id(), () -> {
                Instant before = clock.instant(); // the time that they are held counts from before the answer
                var letters = queue.receive(LetterQueue.BATCH, receive.hold(), receive.poll());
                return new RedriveEvent.Received(before, receive.id(), letters);
            });
        } else if (action instanceof RedriveAction.ReadLog read) {
            request(read.id(), () -> {
                var page = log.read(read.from(), read.to(), false, read.next());
                return new RedriveEvent.LogRead(clock.instant(), read.id(), page);
            });
        } else if (action instanceof RedriveAction.ReadRows read) {
            request(read.id(), () -> {
                var found = rows.read(read.orderIds());
                return new RedriveEvent.RowsRead(clock.instant(), read.id(), found);
            });
        }
    }

    @FunctionalInterface
    private interface Request {
        RedriveEvent run() throws PortException;
    }

    private void request(long id, Request request) {
        try {
            requests.execute(() -> events.add(outcome(id, request)));
        } catch (RejectedExecutionException e) {
            events.add(new RedriveEvent.RequestFailed(
                    clock.instant(),
                    id,
                    new PortException(PortException.Kind.BUSY, queue.name(), "too much is going on here", e)));
        }
    }

    private RedriveEvent outcome(long id, Request request) {
        try {
            return request.run();
        } catch (PortException e) {
            return new RedriveEvent.RequestFailed(clock.instant(), id, e);
        } catch (RuntimeException e) {
            return new RedriveEvent.RequestFailed(
                    clock.instant(),
                    id,
                    new PortException(PortException.Kind.REFUSED, queue.name(), String.valueOf(e.getMessage()), e));
        }
    }

    private RedriveEvent send(RedriveAction.Send send) throws PortException {
        List<OutgoingLetter> letters = new ArrayList<>();
        try {
            for (int letter : send.letters()) {
                letters.add(receipt.outgoing(letter));
            }
        } catch (IOException e) {
            return new RedriveEvent.BodiesLost(
                    clock.instant(), send.id(), "receipt " + receipt.id() + " cannot be read: " + e.getMessage());
        }
        return new RedriveEvent.SendAnswered(clock.instant(), send.id(), target.send(letters));
    }

    /** One write at a time: what comes meanwhile goes to the disk together. */
    private void write() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        List<RedriveAction.Journal> batch = List.copyOf(waiting);
        waiting.clear();
        List<JournalLine> lines =
                batch.stream().flatMap(each -> each.lines().stream()).toList();
        Runnable write = () -> {
            String fault = append(lines);
            for (RedriveAction.Journal each : batch) {
                events.add(
                        fault == null
                                ? new RedriveEvent.JournalSynced(clock.instant(), each.id())
                                : new RedriveEvent.JournalBroken(clock.instant(), fault));
            }
        };
        try {
            requests.execute(write);
        } catch (RejectedExecutionException e) {
            write.run();
        }
    }

    private @Nullable String append(List<JournalLine> lines) {
        try {
            receipt.append(lines);
            return null;
        } catch (IOException | RuntimeException e) {
            return "receipt " + receipt.id() + " cannot be written: " + e.getMessage();
        }
    }
}
