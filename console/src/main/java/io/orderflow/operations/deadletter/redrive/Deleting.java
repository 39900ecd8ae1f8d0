package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Deletes letters whose SENT is on disk, by handles whose time is not over. */
final class Deleting {
    private static final Duration LEAST_HOLD = Duration.ofSeconds(10);

    private record Held(LetterState letter, List<String> handles) {}

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

    /** How many are on their way or wait, about. */
    int batches() {
        return inFlight.size() + (due.size() + LetterQueue.BATCH - 1) / LetterQueue.BATCH;
    }

    boolean idle() {
        return inFlight.isEmpty() && (due.isEmpty() || desk.givenUp());
    }

    void pump() {
        while (desk.slot() && !due.isEmpty() && !desk.givenUp()) {
            List<Held> batch = new ArrayList<>();
            List<String> handles = new ArrayList<>();
            while (handles.size() < LetterQueue.BATCH && !due.isEmpty()) {
                LetterState letter = due.element();
                String handle = letter.handle;
                if (handle == null || !letter.held(desk.now.plus(LEAST_HOLD))) {
                    due.remove();
                    letter.queued = false;
                    unheld.accept(letter);
                    continue;
                }
                List<String> all = new ArrayList<>(letter.otherHandles);
                all.add(handle);
                if (!handles.isEmpty() && handles.size() + all.size() > LetterQueue.BATCH) {
                    break;
                }
                due.remove();
                letter.queued = false;
                List<String> some = all.subList(Math.max(0, all.size() - LetterQueue.BATCH), all.size());
                letter.deleting = true;
                batch.add(new Held(letter, List.copyOf(some)));
                handles.addAll(some);
            }
            if (!batch.isEmpty()) {
                long id = desk.nextId();
                inFlight.put(id, batch);
                desk.request(new RedriveAction.Delete(id, handles));
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
            LetterState letter = each.letter();
            letter.deleting = false;
            List<EntryFault> faults = each.handles().stream()
                    .map(failed::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (letter.handle == null || !each.handles().contains(letter.handle)) {
                unheld.accept(letter); // received anew meanwhile: an older handle may have deleted nothing
            } else if (faults.isEmpty()) {
                done.add(Mark.of(letter.index));
            } else if (faults.stream().anyMatch(EntryFault::sender)) {
                letter.release();
                unheld.accept(letter);
            } else {
                desk.slowDown();
                offer(letter);
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
        for (Held each : batch) {
            each.letter().deleting = false;
            offer(each.letter());
        }
        return true;
    }
}
