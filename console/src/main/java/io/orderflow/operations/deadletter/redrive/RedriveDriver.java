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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what an engine decides: requests on threads of an executor, the journal's writes one after the other, each of which puts
 * everything that waits on disk at once. Whoever has an answer asks the engine, one at a time, and goes on with what comes of
 * it; another thread is woken only for what can be done beside that.
 */
final class RedriveDriver {
    /** Between looks at the watcher. */
    private static final long TICK_MILLIS = 100;

    private final RedriveEngine engine;
    private final OpenReceipt receipt;
    private final LetterQueue queue;
    private final LetterQueue dead;
    private final LetterTarget target;
    private final FunctionLog log;
    private final OrderRows rows;
    private final Executor requests;
    private final Clock clock;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<RedriveAction.Journal> waiting = new ArrayList<>();
    private boolean writing;
    private boolean ended;
    private @Nullable RuntimeException fault;

    // of the thread that runs it
    private boolean paused;
    private boolean cancelled;

    RedriveDriver(
            RedriveEngine engine,
            OpenReceipt receipt,
            LetterQueue queue,
            LetterQueue dead,
            LetterTarget target,
            FunctionLog log,
            OrderRows rows,
            Executor requests,
            Clock clock) {
        this.engine = engine;
        this.receipt = receipt;
        this.queue = queue;
        this.dead = dead;
        this.target = target;
        this.log = log;
        this.rows = rows;
        this.requests = requests;
        this.clock = clock;
    }

    /** Runs to the end; an interrupt leaves everything as a resume finds it. */
    void run(RedriveWatcher watcher) throws InterruptedException {
        try {
            for (boolean finished = false; !finished; finished = over.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                Instant now = clock.instant();
                listen(watcher, now); // it may have been cancelled before it began
                tell(new RedriveEvent.Tick(now));
                watcher.changed(status());
            }
        } finally {
            end(null);
        }
        watcher.changed(status());
    }

    /** What happened meanwhile, unless the engine failed. */
    private synchronized RedriveStatus status() {
        if (fault != null) {
            throw fault;
        }
        return engine.status(receipt.id());
    }

    private void listen(RedriveWatcher watcher, Instant now) {
        if (watcher.cancelled() && !cancelled) {
            cancelled = true;
            tell(new RedriveEvent.Cancelled(now));
        }
        if (watcher.paused() != paused) {
            paused = !paused;
            tell(new RedriveEvent.Paused(now, paused));
        }
    }

    private void tell(RedriveEvent event) {
        step(List.of(event)).forEach(this::handOver);
    }

    /** What a thread does, and what is to be told of it. */
    private interface Work {
        List<RedriveEvent> run();

        /** Where no thread is to be had for it. */
        default List<RedriveEvent> refused(RejectedExecutionException e) {
            return run();
        }
    }

    private void handOver(Work work) {
        try {
            requests.execute(() -> go(work));
        } catch (RejectedExecutionException e) {
            step(work.refused(e)).forEach(this::handOver);
        }
    }

    private void go(Work first) {
        for (Work next = first; next != null; ) {
            List<Work> works = step(next.run());
            next = works.isEmpty() ? null : works.get(0);
            works.stream().skip(1).forEach(this::handOver);
        }
    }

    /** @return what is to be done now, each by one thread */
    private synchronized List<Work> step(List<RedriveEvent> events) {
        List<Work> works = new ArrayList<>();
        for (RedriveEvent event : events) {
            if (ended) {
                return List.of();
            }
            if (event instanceof RedriveEvent.JournalSynced) {
                writing = false;
            }
            try {
                engine.step(event).forEach(action -> take(action, works));
            } catch (RuntimeException e) {
                end(e);
            }
            if (engine.finished()) {
                end(null);
            }
        }
        // One write at a time: what comes meanwhile goes to the disk together.
        if (!writing && !waiting.isEmpty()) {
            writing = true;
            List<RedriveAction.Journal> lines = List.copyOf(waiting);
            waiting.clear();
            works.add(0, () -> write(lines));
        }
        return works;
    }

    /** From now on answers change nothing. */
    private synchronized void end(@Nullable RuntimeException why) {
        if (!ended) {
            ended = true;
            fault = why;
            over.countDown();
        }
    }

    private void take(RedriveAction action, List<Work> works) {
        if (action instanceof RedriveAction.Journal journal) {
            waiting.add(journal);
        } else if (action instanceof RedriveAction.Send send) {
            works.add(new Asking(send.id(), () -> send(send)));
        } else if (action instanceof RedriveAction.Delete delete) {
            works.add(new Asking(delete.id(), () -> {
                var failed = queue.delete(delete.handles());
                return new RedriveEvent.Deleted(clock.instant(), delete.id(), failed);
            }));
        } else if (action instanceof RedriveAction.Hide hide) {
            works.add(new Asking(hide.id(), () -> {
                var failed = queue.hide(hide.handles(), hide.length());
                return new RedriveEvent.Hidden(clock.instant(), hide.id(), failed);
            }));
        } else if (action instanceof RedriveAction.Receive receive) {
            works.add(new Asking(receive.id(), () -> {
                Instant before = clock.instant(); // the time that they are held counts from before the answer
                var letters = queue.receive(LetterQueue.BATCH, receive.hold(), receive.poll());
                return new RedriveEvent.Received(before, receive.id(), letters);
            }));
        } else if (action instanceof RedriveAction.ReceiveDead receive) {
            works.add(new Asking(receive.id(), () -> {
                var letters = dead.receive(LetterQueue.BATCH, receive.hold(), receive.poll());
                return new RedriveEvent.Received(clock.instant(), receive.id(), letters);
            }));
        } else if (action instanceof RedriveAction.ReleaseDead release) {
            works.add(new Asking(release.id(), () -> {
                var failed = dead.hide(release.handles(), Duration.ZERO);
                return new RedriveEvent.Hidden(clock.instant(), release.id(), failed);
            }));
        } else if (action instanceof RedriveAction.ReadLog read) {
            works.add(new Asking(read.id(), () -> {
                var page = log.read(read.from(), read.to(), false, read.next());
                return new RedriveEvent.LogRead(clock.instant(), read.id(), page);
            }));
        } else if (action instanceof RedriveAction.ReadRows read) {
            works.add(new Asking(read.id(), () -> {
                var found = rows.read(read.orderIds());
                return new RedriveEvent.RowsRead(clock.instant(), read.id(), found);
            }));
        }
    }

    @FunctionalInterface
    private interface Request {
        RedriveEvent run() throws PortException;
    }

    private final class Asking implements Work {
        private final long id;
        private final Request request;

        Asking(long id, Request request) {
            this.id = id;
            this.request = request;
        }

        @Override
        public List<RedriveEvent> run() {
            try {
                return List.of(request.run());
            } catch (PortException e) {
                return failed(e);
            } catch (RuntimeException e) {
                return failed(
                        new PortException(PortException.Kind.REFUSED, queue.name(), String.valueOf(e.getMessage()), e));
            }
        }

        @Override
        public List<RedriveEvent> refused(RejectedExecutionException e) {
            return failed(new PortException(PortException.Kind.BUSY, queue.name(), "too much is going on here", e));
        }

        private List<RedriveEvent> failed(PortException e) {
            return List.of(new RedriveEvent.RequestFailed(clock.instant(), id, e));
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

    private List<RedriveEvent> write(List<RedriveAction.Journal> batch) {
        String broken =
                append(batch.stream().flatMap(each -> each.lines().stream()).toList());
        Instant now = clock.instant();
        List<RedriveEvent> told = new ArrayList<>();
        for (RedriveAction.Journal each : batch) {
            told.add(
                    broken == null
                            ? new RedriveEvent.JournalSynced(now, each.id())
                            : new RedriveEvent.JournalBroken(now, broken));
        }
        return told;
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
