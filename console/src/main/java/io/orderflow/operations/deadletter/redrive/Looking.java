package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Receives letters of the set whose handle does not hold, and sees those that died again. Only letters of the set are kept; the
 * others are released when the look is over. It is bounded: by what a queue of that size takes, and by nothing coming.
 */
final class Looking {
    /** Found ones are held on to; the others come back by themselves, should nobody release them. */
    static final Duration HOLD = Duration.ofSeconds(60);

    private static final Duration WAIT = Duration.ofSeconds(1);
    /** While what a killed process held is not visible yet. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    private static final int MOST_EMPTY = 3;
    private static final int MOST_AT_ONCE = 4;
    private static final int SOME = 60;

    private final Desk desk;
    private final Holding holding;
    private final Consumer<LetterState> found;
    private final Consumer<LetterState> diedAgain;
    private final Set<LetterState> missing = new LinkedHashSet<>();
    private final Set<Long> inFlight = new HashSet<>();
    private final List<String> others = new ArrayList<>();
    private final long mostRequests;
    /** Until then what is missing may be held by a process that was killed before it could write that down. */
    private final Instant patience;

    private final boolean resumed;
    private boolean forTheDead;
    /** Of this look: SQS may hand a message out twice. */
    private final Set<String> seen = new HashSet<>();

    private int empties;
    private Instant nextAt = Instant.MIN;
    private Instant emptyAgainAt = Instant.MIN;
    private long requests;

    /**
     * @param size of the queue, about
     * @param found takes letters of the set that are held now
     * @param diedAgain takes letters whose new message lies here
     */
    Looking(
            Desk desk,
            Holding holding,
            long size,
            boolean resumed,
            Instant patience,
            Consumer<LetterState> found,
            Consumer<LetterState> diedAgain) {
        this.desk = desk;
        this.holding = holding;
        this.found = found;
        this.diedAgain = diedAgain;
        this.resumed = resumed;
        this.patience = patience;
        this.mostRequests = SOME + (size + desk.book.letters().size()) / LetterQueue.BATCH * 2;
    }

    /** A letter that is to be received anew. */
    void miss(LetterState letter) {
        if (missing.isEmpty()) {
            restart();
        }
        missing.add(letter);
    }

    /** Whether letters that died again are here. */
    void askForTheDead() {
        if (!forTheDead) {
            forTheDead = true;
            restart();
        }
    }

    private void restart() {
        empties = 0;
        requests = 0;
        seen.clear();
        nextAt = desk.now;
    }

    boolean idle() {
        return inFlight.isEmpty() && (desk.givenUp() || (others.isEmpty() && !needed()));
    }

    private boolean needed() {
        return !missing.isEmpty() || forTheDead;
    }

    void pump() {
        if (desk.stopping()) {
            missing.removeIf(letter -> letter.phase == Phase.WAITING);
        }
        if (!needed() || desk.givenUp()) {
            if (inFlight.isEmpty() && !others.isEmpty() && desk.slot()) {
                holding.release(List.copyOf(others));
                others.clear();
            }
            return;
        }
        boolean patient = empties >= MOST_EMPTY;
        int most = empties > 0 ? 1 : Math.max(1, Math.min(MOST_AT_ONCE, missing.size() / LetterQueue.BATCH));
        while (desk.slot() && inFlight.size() < most && !desk.now.isBefore(nextAt)) {
            long id = desk.nextId();
            inFlight.add(id);
            if (!patient) {
                requests++;
            }
            Duration wait = patient ? LONG_WAIT : WAIT;
            emptyAgainAt = desk.now.plus(wait);
            desk.request(new RedriveAction.Receive(id, HOLD, wait));
        }
    }

    void answered(long id, List<ReceivedLetter> letters) {
        if (!inFlight.remove(id)) {
            return;
        }
        desk.answered();
        boolean news = false;
        for (ReceivedLetter each : letters) {
            news |= seen.add(each.letter().messageId());
        }
        empties = news ? 0 : empties + 1;
        nextAt = news ? desk.now : emptyAgainAt; // some endpoints answer at once whatever the wait
        List<LetterState> ours = new ArrayList<>();
        List<Mark> held = new ArrayList<>();
        Instant until = desk.now.plus(HOLD);
        for (ReceivedLetter each : letters) {
            String messageId = each.letter().messageId();
            LetterState letter = desk.book.byMessageId(messageId);
            if (letter == null || !(letter.phase.open() || letter.phase == Phase.DONE)) {
                others.add(each.handle());
                LetterState dead = desk.book.byNewId(messageId);
                if (dead != null) {
                    diedAgain.accept(dead);
                }
                continue;
            }
            missing.remove(letter);
            held.add(Mark.of(letter.index, each.handle(), Long.toString(until.toEpochMilli())));
            ours.add(letter);
        }
        desk.journal(Kind.HELD, held);
        for (LetterState letter : ours) {
            letter.left = false;
            holding.track(letter);
            found.accept(letter);
        }
        if (over()) {
            giveUp();
        }
    }

    private boolean over() {
        return requests >= mostRequests
                || (empties >= MOST_EMPTY && (!desk.now.isBefore(patience) || desk.cancelled()));
    }

    private void giveUp() {
        forTheDead = false;
        List<Mark> gone = new ArrayList<>();
        for (LetterState letter : missing) {
            if (letter.phase == Phase.WAITING) {
                gone.add(Mark.of(
                        letter.index,
                        "no longer in " + desk.order.queue() + ", or held by somebody else: it was not "
                                + (desk.order.act() == Act.DELETE ? "deleted" : "sent")));
            } else if (letter.phase == Phase.SENT && resumed && empties >= MOST_EMPTY && !desk.now.isBefore(patience)) {
                gone.add(Mark.of(
                        letter.index,
                        desk.order.act() == Act.DELETE
                                ? "no longer in " + desk.order.queue()
                                        + ", or held by somebody else: a process that was"
                                        + " killed was deleting it, and nobody saw whether it did"
                                : "sent, and no longer in " + desk.order.queue()));
            } else {
                letter.left = true;
                letter.reason = (desk.order.act() == Act.DELETE ? "" : "sent, but ")
                        + "it could not be deleted: held by somebody else";
            }
        }
        missing.clear();
        desk.journal(Kind.GONE, gone);
    }

    /** @return whether it was one of these requests */
    boolean failed(long id, PortException fault) {
        if (!inFlight.remove(id)) {
            return false;
        }
        desk.failed(fault);
        return true;
    }
}
