package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.redrive.JournalLine.Kind;
import io.orderflow.operations.deadletter.redrive.JournalLine.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Deletes letters whose SENT is on disk, by handles whose time is not over. */
final class Deleting {
    private static final Duration LEAST_HOLD = Duration.ofSeconds(10);

    private record Held(LetterState letter, String handle) {}

    private final Desk desk;
    private final Consumer<LetterState> unheld;
    private final Deque<LetterState> due = new ArrayDeque<>();
    private final Map<Long, List<Held>> inFlight = new LinkedHashMap<>();

    Deleting(Desk desk, Consumer<LetterState> unheld) {
        this.desk = desk;
        this.unheld = unheld;
    }

    void offer(LetterState letter) {
        letter.queued = true;
        due.add(letter);
    }

    boolean idle() {
        return inFlight.isEmpty() && (due.isEmpty() || desk.fault() != null);
    }

    void pump() {
        while (desk.slot() && !due.isEmpty() && desk.fault() == null) {
            List<Held> batch = new ArrayList<>();
            while (batch.size() < LetterQueue.BATCH && !due.isEmpty()) {
                LetterState letter = due.remove();
                letter.queued = false;
                String handle = letter.handle;
                if (handle != null && letter.held(desk.now.plus(LEAST_HOLD))) {
                    batch.add(new Held(letter, handle));
                } else {
                    unheld.accept(letter);
                }
            }
            if (!batch.isEmpty()) {
                long id = desk.nextId();
                inFlight.put(id, batch);
                desk.request(new RedriveAction.Delete(
                        id, batch.stream().map(Held::handle).toList()));
            }
        }
    }

    void answered(long id, Map<String, EntryFault> failed) {
        List<Held> batch = inFlight.remove(id);
        if (batch == null) {
            return;
        }
        desk.answered();
        List<Mark> done = new ArrayList<>();
        for (Held each : batch) {
            EntryFault fault = failed.get(each.handle());
            if (fault == null) {
                done.add(Mark.of(each.letter().index));
            } else if (fault.sender()) {
                if (each.handle().equals(each.letter().handle)) {
                    each.letter().release();
                }
                unheld.accept(each.letter());
            } else {
                desk.slowDown();
                offer(each.letter());
            }
        }
        desk.journal(Kind.DONE, done);
    }

    /** @return whether it was one of these requests */
    boolean failed(long id, PortException fault) {
        List<Held> batch = inFlight.remove(id);
        if (batch == null) {
            return false;
        }
        desk.failed(fault);
        batch.forEach(each -> offer(each.letter()));
        return true;
    }
}
