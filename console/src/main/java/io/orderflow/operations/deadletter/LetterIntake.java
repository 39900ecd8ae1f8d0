package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.SnapshotHead.Stopped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Receives until nothing comes any more, several requests at a time. A message that comes again counts once, with its
 * newest handle. Used once.
 */
final class LetterIntake {
    private static final int AT_A_TIME = 8;
    /** SQS asks a part of its servers in a short poll: one empty answer says little. */
    private static final int EMPTY = 3;

    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    private final LetterQueue queue;
    private final HeldLetters held;
    private final LetterStore.Draft draft;
    private final LetterStore store;
    private final Diagnoser diagnoser;
    private final QueueFacts facts;
    private final Duration hold;
    private final int most;
    private final @Nullable String wanted;
    private final Progress progress;
    private final List<KnownLetter> letters = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Map<String, Integer> receivedBefore = Map.of();
    private volatile boolean failed;
    private volatile boolean full;

    LetterIntake(
            LetterQueue queue,
            HeldLetters held,
            LetterStore.Draft draft,
            LetterStore store,
            Diagnoser diagnoser,
            QueueFacts facts,
            Duration hold,
            int most,
            @Nullable String wanted,
            Progress progress) {
        this.queue = queue;
        this.held = held;
        this.draft = draft;
        this.store = store;
        this.diagnoser = diagnoser;
        this.facts = facts;
        this.hold = hold;
        this.most = most;
        this.wanted = wanted;
        this.progress = progress;
    }

    Collection<KnownLetter> letters() {
        return letters;
    }

    /** Why it ended. */
    Stopped run(ExecutorService threads) throws PortException, IOException, InterruptedException {
        receivedBefore = store.received();
        long batches = facts.total() / LetterQueue.BATCH + 1;
        List<Callable<Void>> workers = new ArrayList<>();
        workers.add(this::toTheEnd);
        for (int i = 1; i < Math.min(AT_A_TIME, batches); i++) {
            workers.add(this::shortPolls);
        }
        List<Future<Void>> running = new ArrayList<>();
        workers.forEach(worker -> running.add(threads.submit(worker)));
        await(running);
        return progress.cancelled() ? Stopped.CANCELLED : full ? Stopped.FULL : Stopped.NOT;
    }

    /** All of them, even when told to stop: what one receives after the others were released would stay hidden. */
    private void await(List<Future<Void>> running) throws PortException, IOException, InterruptedException {
        InterruptedException told = null;
        ExecutionException fault = null;
        for (Future<Void> worker : running) {
            for (boolean ended = false; !ended; ) {
                try {
                    worker.get();
                    ended = true;
                } catch (ExecutionException e) {
                    fault = fault == null ? e : fault;
                    ended = true;
                } catch (InterruptedException e) {
                    told = e;
                    failed = true;
                }
            }
        }
        if (told != null) {
            throw told;
        }
        if (fault != null) {
            throw unwrapped(fault);
        }
    }

    private static IOException unwrapped(ExecutionException e) throws PortException, IOException, InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof PortException fault) {
            throw fault;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /** Long polls, which ask all servers, once short ones bring nothing. */
    private Void toTheEnd() throws Exception {
        int empty = 0;
        while (empty < EMPTY && !ending()) {
            if (take(empty == 0 ? Duration.ZERO : LONG_POLL)) {
                empty = 0;
            } else if (queue.facts().visible() == 0) {
                empty = count() >= facts.visible() ? EMPTY : empty + 1;
            } else {
                empty++;
            }
        }
        return null;
    }

    private Void shortPolls() throws Exception {
        int empty = 0;
        while (empty < EMPTY && !ending()) {
            empty = take(Duration.ZERO) ? 0 : empty + 1;
        }
        return null;
    }

    private boolean ending() {
        return failed || full || progress.cancelled();
    }

    private boolean take(Duration wait) throws PortException, IOException {
        boolean well = false;
        try {
            List<ReceivedLetter> batch = queue.receive(LetterQueue.BATCH, hold, wait);
            batch.forEach(held::add);
            well = true;
            if (batch.isEmpty()) {
                return false;
            }
            store.receivedNow(batch.stream().map(ReceivedLetter::letter).toList());
            boolean any = add(batch.stream().map(ReceivedLetter::letter).toList());
            tellProgress();
            // One that only brings back what is held already: the hold is too short, and this would never end.
            return any;
        } finally {
            failed |= !well;
        }
    }

    private boolean add(List<DeadLetter> received) throws IOException {
        List<DeadLetter> added;
        synchronized (letters) {
            added = received.stream()
                    .filter(letter -> seen.add(letter.messageId()))
                    .toList();
        }
        List<Diagnosis> diagnoses = added.stream().map(diagnoser::diagnose).toList();
        long[] positions = draft.add(added, queue.name());
        synchronized (letters) {
            for (int i = 0; i < positions.length; i++) {
                DeadLetter letter = added.get(i);
                int ours = receivedBefore.getOrDefault(letter.messageId(), 0) + 1;
                letters.add(KnownLetter.of(letter, diagnoses.get(i), positions[i], ours));
                full |= letters.size() >= most || letter.messageId().equals(wanted);
            }
        }
        return !added.isEmpty();
    }

    /** In step, so that it never goes back. */
    private void tellProgress() {
        synchronized (letters) {
            progress.update(letters.size(), Math.max(facts.total(), letters.size()), queue.name());
        }
    }

    private int count() {
        synchronized (letters) {
            return letters.size();
        }
    }
}
