package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a redrive does next. It knows no clock, thread, disk or network: each event, with its time, is answered by
 * actions; the same events always bring the same ones. Not thread-safe.
 */
final class RedriveEngine {
    /**
     * How a redrive is begun, or taken up again.
     *
     * @param deadHere whether what dies again comes to the queue that the letters are taken from
     * @param deadSize of the queue that it comes to otherwise
     */
    record Start(
            RedriveOrder order,
            List<SetEntry> entries,
            List<JournalLine> history,
            Instant at,
            boolean resumed,
            boolean release,
            boolean deadHere,
            long queueSize,
            long deadSize) {}

    /** After SQS's last move: then what failed again lies among the dead letters. */
    private static final Duration AFTER_THE_MOVE = Duration.ofSeconds(5);
    /** A last look before the time is over. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(15);

    private final Act act;
    private final Desk desk;
    private final Book book;
    private final Sending sending;
    private final Deleting deleting;
    private final Discarding discarding;
    private final Holding holding;
    private final Looking looking;
    private final @Nullable Graveyard graveyard;
    private final Proving proving;
    private final FunctionLines lines;
    private final Following following;
    private final Ramp ramp;
    private final boolean looksForTheDead;
    private final boolean release;
    private Instant followFrom;
    private int looksForTheDeadDone;
    private int diedBefore;
    private boolean closing;
    private boolean finished;

    RedriveEngine(Start start) {
        act = start.order().act();
        book = new Book(start.entries(), act);
        start.history().forEach(book::apply);
        desk = new Desk(
                start.order(),
                book,
                new Costs(start.order().pace().budget(), start.order().to(), book.spent()));
        desk.now = start.at();
        release = start.release();
        looksForTheDead = start.order().to().repeatable();
        followFrom = start.at();
        ramp = new Ramp(desk);
        following = new Following(desk);
        deleting = new Deleting(desk, this::admit);
        discarding = new Discarding(desk, deleting, this::admit);
        sending = new Sending(desk, this::admit, this::sent, this::lost);
        proving = new Proving(desk, sending, release, sending::offer);
        holding = new Holding(desk, this::admit, this::admit);
        Instant patience = start.resumed() ? earlier(book.lastAt(), start.at()).plus(Holding.HOLD) : Instant.MIN;
        looking = new Looking(
                desk, holding, start.queueSize(), start.resumed(), patience, this::admit, following::diedAgain);
        graveyard = start.deadHere() ? null : new Graveyard(desk, start.deadSize(), following::diedAgain);
        lines = new FunctionLines(desk, line -> {
            proving.line(line);
            following.line(line);
        });
        begin(start.resumed());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void begin(boolean resumed) {
        if (resumed) {
            desk.journal(Kind.RESUMED, List.of(), release ? "release" : "", () -> {});
            if (release) {
                desk.stop("released");
            }
        }
        for (LetterState letter : book.letters()) {
            if (letter.phase.open()) {
                holding.track(letter);
            }
            if (letter.phase == Phase.INTENT) {
                proving.lost(letter);
            } else if (letter.phase == Phase.SENT) {
                admit(letter);
            }
            if (letter.sent()) {
                following.sent(letter);
            }
        }
        admitStage();
    }

    private void admitStage() {
        for (LetterState letter : ramp.letters()) {
            if (letter.phase == Phase.WAITING) {
                admit(letter);
            }
        }
    }

    /** Where a letter goes next, by what is known of it and whether it is held. */
    private void admit(LetterState letter) {
        boolean waits = letter.phase == Phase.WAITING && ramp.contains(letter) && !desk.stopping();
        boolean goes = letter.phase == Phase.SENT;
        if (letter.queued || letter.deleting || !(waits || goes)) {
            return;
        }
        if (act == Act.IMPORT) {
            sending.offer(letter);
        } else if (letter.handle == null) {
            looking.miss(letter);
        } else if (letter.held(desk.now.plus(Sending.LEAST_HOLD))) {
            if (waits && act == Act.DELETE) {
                discarding.offer(letter);
            } else if (waits) {
                sending.offer(letter);
            } else {
                deleting.offer(letter);
            }
        }
        // else it is being held on to, which ends here again
    }

    private void sent(LetterState letter) {
        following.sent(letter);
        admit(letter);
    }

    private void lost(LetterState letter) {
        proving.lost(letter);
    }

    /** @return what is to be done now */
    List<RedriveAction> step(RedriveEvent event) {
        if (event.at().isAfter(desk.now)) {
            desk.now = event.at();
        }
        take(event);
        pump();
        return desk.drain();
    }

    private void take(RedriveEvent event) {
        if (event instanceof RedriveEvent.JournalSynced synced) {
            desk.synced(synced.id());
        } else if (event instanceof RedriveEvent.JournalBroken broken) {
            desk.journalBroken(broken.line());
        } else if (event instanceof RedriveEvent.SendAnswered answered) {
            sending.answered(answered.id(), answered.answer());
        } else if (event instanceof RedriveEvent.Deleted deleted) {
            deleting.answered(deleted.id(), deleted.failed());
        } else if (event instanceof RedriveEvent.Hidden hidden) {
            if (graveyard == null || !graveyard.answered(hidden.id(), List.of())) {
                holding.answered(hidden.id(), hidden.failed());
            }
        } else if (event instanceof RedriveEvent.Received received) {
            if (graveyard == null || !graveyard.answered(received.id(), received.letters())) {
                looking.answered(received.id(), received.letters());
            }
        } else if (event instanceof RedriveEvent.LogRead read) {
            lines.answered(read.id(), read.page());
        } else if (event instanceof RedriveEvent.RowsRead read) {
            following.rows().answered(read.id(), read.rows());
        } else if (event instanceof RedriveEvent.RequestFailed failed) {
            failed(failed.id(), failed.fault());
        } else if (event instanceof RedriveEvent.BodiesLost lost) {
            sending.bodiesLost(lost.id(), lost.line());
        } else if (event instanceof RedriveEvent.Cancelled) {
            desk.cancel();
        } else if (event instanceof RedriveEvent.Paused paused) {
            sending.pause(paused.paused());
        }
    }

    private void failed(long id, PortException fault) {
        boolean known = sending.failed(id, fault)
                || deleting.failed(id, fault)
                || holding.failed(id, fault)
                || looking.failed(id, fault)
                || (graveyard != null && graveyard.failed(id, fault))
                || lines.failed(id, fault)
                || following.rows().failed(id, fault);
        if (!known) {
            throw new IllegalStateException("an answer to nothing that was asked");
        }
    }

    private void pump() {
        if (finished) {
            return;
        }
        if (desk.broken()) {
            finish();
            return;
        }
        proving.pump();
        deleting.pump();
        holding.pump();
        discarding.pump();
        sending.pump();
        looking.pump();
        if (graveyard != null) {
            graveyard.pump();
        }
        Instant lost = proving.since();
        Instant unended = desk.following() ? following.since() : null;
        lines.pump(lost == null || (unended != null && unended.isBefore(lost)) ? unended : lost);
        if (desk.following()) {
            following.rows().pump();
            lookForTheDead();
            stopEarly();
        }
        if (ramp.handled() && idle()) {
            endOfStage();
        }
    }

    private boolean idle() {
        return sending.idle() && deleting.idle() && proving.idle() && desk.journalIdle();
    }

    private Instant followedFrom() {
        return sending.lastSentAt().isAfter(followFrom) ? sending.lastSentAt() : followFrom;
    }

    private Instant followedUntil() {
        return followedFrom().plus(desk.order.pace().follow());
    }

    private void lookForTheDead() {
        if (!looksForTheDead || !ramp.handled() || !following.anyUnended()) {
            return;
        }
        Instant first = followedFrom()
                .plus(desk.order.visibility().multipliedBy(desk.order.maxReceiveCount()))
                .plus(AFTER_THE_MOVE);
        Instant last = followedUntil().minus(LAST_LOOK);
        boolean now = looksForTheDeadDone == 0
                ? !desk.now.isBefore(earlier(first, last))
                : looksForTheDeadDone == 1 && first.isBefore(last) && !desk.now.isBefore(last);
        if (now) {
            looksForTheDeadDone++;
            if (graveyard == null) {
                looking.askForTheDead();
            } else {
                graveyard.look();
            }
        }
    }

    /** A malformed line counts at once. */
    private void stopEarly() {
        int died = book.count(End.DIED_AGAIN);
        if (died != diedBefore) {
            diedBefore = died;
            if (ramp.tooManyDied()) {
                desk.stop("ramp");
            }
        }
    }

    private void endOfStage() {
        if (desk.following() && following.anyUnended()) {
            if (desk.now.isBefore(followedUntil()) && desk.costs.affords(1)) {
                return;
            }
            following.giveUp(
                    lines.denied()
                            ? "the function's log may not be read, and the row does not tell"
                            : "neither the function nor the row told within the time");
        }
        if (!desk.stopping() && !ramp.last()) {
            if (ramp.tooManyDied()) {
                desk.stop("ramp");
                return; // once more, as nothing is to be sent now
            }
            ramp.next();
            looksForTheDeadDone = 0;
            followFrom = desk.now;
            admitStage();
            return;
        }
        if (looking.idle() && (graveyard == null || graveyard.idle()) && holding.releaseAll()) {
            close();
        }
    }

    private void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (unfinished()) {
            desk.journal(Kind.END, List.of(), "", this::finish); // puts on disk what is not there yet
        } else {
            desk.journal(Kind.CLOSED, List.of(), "", this::finish);
        }
    }

    /** Whether a resume has something to do: what is sent and not deleted, or what a person has to decide. */
    private boolean unfinished() {
        for (LetterState letter : book.letters()) {
            boolean decide = letter.phase == Phase.MAYBE && !desk.order.to().repeatable() && !release;
            if (decide
                    || letter.phase == Phase.INTENT
                    || letter.phase == Phase.SENT
                    || (letter.phase == Phase.WAITING && !desk.stopping())) {
                return true;
            }
        }
        return false;
    }

    private void finish() {
        if (!finished) {
            finished = true;
            desk.act(new RedriveAction.Finish());
        }
    }

    boolean finished() {
        return finished;
    }

    RedriveStatus status(String receipt) {
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (End end : End.values()) {
            ends.put(end, book.count(end));
        }
        return new RedriveStatus(
                receipt,
                book.letters().size(),
                book.sent(),
                book.deleted(),
                ends,
                ramp.stage() + 1,
                ramp.stages(),
                sending.paused(),
                desk.stopping(),
                desk.costs.requests(),
                desk.costs.dollars());
    }

    RedriveReport report(String receipt, String setHash) {
        List<LetterReport> letters =
                book.letters().stream().map(LetterState::report).toList();
        return RedriveReport.of(
                act,
                receipt,
                setHash,
                letters,
                desk.order.late(),
                book.stopped(),
                fault(),
                !desk.order.pace().follow().isZero(),
                book.closed() && !desk.broken(),
                desk.costs.requests(),
                desk.costs.dollars());
    }

    private @Nullable String fault() {
        return desk.fault();
    }
}
