package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.ReceivedLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks for letters that died again where the dead lie, when they were taken from another queue. Takes nothing away there. */
final class Graveyard {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MOST_EMPTY = 3;
    private static final int SOME = 20;

    private final Desk desk;
    private final long most;
    private final Consumer<LetterState> diedAgain;
    private final Set<String> seen = new HashSet<>();
    private final Set<Long> inFlight = new HashSet<>();
    private final List<String> handles = new ArrayList<>();
    private boolean looking;
    private int empties;
    private long requests;
    private Instant nextAt = Instant.MIN;

    /** @param size of the queue, about */
    Graveyard(Desk desk, long size, Consumer<LetterState> diedAgain) {
        this.desk = desk;
        this.most = SOME + (size + desk.book.letters().size()) / LetterQueue.BATCH * 2;
        this.diedAgain = diedAgain;
    }

    void look() {
        looking = true;
        empties = 0;
        requests = 0;
        seen.clear();
        nextAt = desk.now;
    }

    boolean idle() {
        return inFlight.isEmpty() && (desk.givenUp() || (!looking && handles.isEmpty()));
    }

    void pump() {
        looking = looking && desk.following();
        if (looking) {
            if (inFlight.isEmpty() && !desk.now.isBefore(nextAt) && desk.slot()) {
                requests++;
                nextAt = desk.now.plus(WAIT); // some endpoints answer at once whatever the wait
                ask(new RedriveAction.ReceiveDead(desk.nextId(), Looking.HOLD, WAIT));
            }
            return;
        }
        while (!handles.isEmpty() && !desk.givenUp() && desk.slot()) {
            List<String> some = List.copyOf(handles.subList(0, Math.min(LetterQueue.BATCH, handles.size())));
            handles.subList(0, some.size()).clear();
            ask(new RedriveAction.ReleaseDead(desk.nextId(), some));
        }
    }

    private void ask(RedriveAction.Numbered action) {
        inFlight.add(action.id());
        desk.request(action);
    }

    /** @return whether it was one of these requests */
    boolean answered(long id, List<ReceivedLetter> letters) {
        if (!inFlight.remove(id)) {
            return false;
        }
        desk.answered();
        boolean news = false;
        for (ReceivedLetter each : letters) {
            handles.add(each.handle());
            news |= seen.add(each.letter().messageId());
            LetterState dead = desk.book.byNewId(each.letter().messageId());
            if (dead != null) {
                diedAgain.accept(dead);
            }
        }
        empties = news ? 0 : empties + 1;
        if (news) {
            nextAt = desk.now;
        }
        looking = looking && empties < MOST_EMPTY && requests < most;
        return true;
    }

    /** @return whether it was one of these requests */
    boolean failed(long id, PortException fault) {
        if (!inFlight.remove(id)) {
            return false;
        }
        if (fault.kind() == PortException.Kind.DENIED || fault.kind() == PortException.Kind.MISSING) {
            desk.answered(); // nobody is told then what lies there; the rest goes on
            looking = false;
            handles.clear();
        } else {
            desk.failed(fault);
        }
        return true;
    }
}
