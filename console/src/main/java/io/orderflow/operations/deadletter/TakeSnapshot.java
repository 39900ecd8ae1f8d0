package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.SnapshotHead.Stopped;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a whole queue of dead letters: receives until nothing comes any more, holds what it saw, writes each letter to
 * disk and judges it. What was received is released at once where it fails or is cancelled before the end. Used once.
 */
public final class TakeSnapshot implements Work<Snapshot> {
    /** More are not held: SQS allows 120,000 in flight. */
    public static final int MOST = 100_000;
    /** How long a window holds what nobody uses. */
    public static final Duration IDLE = Duration.ofMinutes(15);

    private final LetterSources sources;
    private final Clock clock;
    private final ExecutorService threads;
    private final Duration hold;
    private final int most;
    private final Deaths deaths;
    private final Holds holds;
    private @Nullable String wanted;

    /**
     * @param threads receive, several at a time
     * @param hold how long letters are held when nobody uses them
     * @param most how many are taken in, at most {@link #MOST}
     * @param deaths how often a message died after redrives from this folder
     * @param holds knows what it holds
     */
    public TakeSnapshot(
            LetterSources sources,
            Clock clock,
            ExecutorService threads,
            Duration hold,
            int most,
            Deaths deaths,
            Holds holds) {
        this.sources = sources;
        this.clock = clock;
        this.threads = threads;
        this.hold = hold;
        this.most = Math.min(most, MOST);
        this.deaths = deaths;
        this.holds = holds;
    }

    /** Ends as soon as this one is found, and is not kept: the last whole one stays. */
    public TakeSnapshot upTo(String messageId) {
        wanted = messageId;
        return this;
    }

    @Override
    public Snapshot run(Progress progress) throws PortException, InterruptedException {
        Instant began = clock.instant();
        QueueFacts facts = sources.queue().facts();
        HeldLetters held = new HeldLetters(sources.queue(), hold, began, threads);
        holds.add(held);
        LetterStore.Draft draft = null;
        boolean taken = false;
        try {
            draft = sources.store().draft();
            var diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
            var intake = new LetterIntake(
                    sources.queue(), held, draft, sources.store(), diagnoser, facts, hold, most, wanted, progress);
            Stopped stopped = intake.run(threads);
            if (stopped == Stopped.CANCELLED) {
                throw new InterruptedException("cancelled");
            }
            QueueFacts after = sources.queue().facts();
            var evidence = new LetterEvidence(sources, clock, threads);
            evidence.read(intake.letters(), progress);
            if (progress.cancelled()) {
                throw new InterruptedException("cancelled");
            }
            long others = Math.max(0, after.inFlight() - held.size());
            SnapshotHead head = new SnapshotHead(
                    sources.queue().name(),
                    sources.home(),
                    began,
                    Math.max(facts.total(), held.size()),
                    stopped == Stopped.NOT && others == 0,
                    stopped,
                    others,
                    facts.retention(),
                    byName(facts.sources()),
                    null,
                    null);
            head = head.withCode(evidence.code());
            if (wanted == null) {
                draft.keep(head);
            }
            var snapshot = new Snapshot(
                    head,
                    evidence.judged(intake.letters(), head, draft, deaths),
                    draft,
                    held,
                    evidence.gaps(),
                    evidence.moreLog());
            taken = true;
            return snapshot;
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    sources.queue().name(),
                    Reason.line("The snapshot cannot be written in the data folder (" + e.getMessage()
                            + "): make room there, or make it writable."),
                    e);
        } finally {
            if (!taken) {
                letGo(held, draft);
            }
        }
    }

    private static void letGo(HeldLetters held, LetterStore.@Nullable Draft draft) throws PortException {
        try {
            if (draft != null) {
                draft.close();
            }
        } catch (IOException alreadyGone) {
            // nothing reads it any more
        } finally {
            held.release();
        }
    }

    private static Map<String, Integer> byName(Map<String, Integer> byArn) {
        Map<String, Integer> byName = new HashMap<>();
        byArn.forEach((arn, receives) -> byName.put(SnapshotHead.nameOf(arn), receives));
        return byName;
    }
}
