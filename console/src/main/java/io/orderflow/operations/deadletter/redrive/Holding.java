package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds on to what is not done yet, before its time is over; at the end lets the rest go. */
final class Holding {
    /** For so long letters are held, and held on to. */
    static final Duration HOLD = Duration.ofMinutes(10);

    private static final Duration EARLY = HOLD.dividedBy(3);

    private record Deadline(LetterState letter, Instant until) {}

    private record Batch(List<LetterState> letters, List<String> handles, @Nullable Instant until) {}

    private final Desk desk;
    private final Consumer<LetterState> held;
    private final Consumer<LetterState> unheld;
    private final PriorityQueue<Deadline> deadlines =
            new PriorityQueue<>(Comparator.comparing(Deadline::until).thenComparing(each -> each.letter().index));
    private final Map<Long, Batch> inFlight = new LinkedHashMap<>();
    private @Nullable List<String> toRelease;

    /**
     * @param held takes letters that are held on to
     * @param unheld takes letters whose handle does not hold any more
     */
    Holding(Desk desk, Consumer<LetterState> held, Consumer<LetterState> unheld) {
        this.desk = desk;
        this.held = held;
        this.unheld = unheld;
    }

    void track(LetterState letter) {
        if (letter.handle != null) {
            deadlines.add(new Deadline(letter, letter.heldUntil));
        }
    }

    void pump() {
        while (desk.slot() && due()) {
            List<LetterState> letters = new ArrayList<>();
            List<String> handles = new ArrayList<>();
            while (letters.size() < LetterQueue.BATCH && due()) {
                LetterState letter = deadlines.remove().letter();
                String handle = letter.handle;
                if (handle != null) {
                    letters.add(letter);
                    handles.add(handle);
                }
            }
            if (!letters.isEmpty()) {
                ask(new Batch(letters, handles, desk.now.plus(HOLD)), HOLD);
            }
        }
    }

    /** Whether a deadline is near of a letter that is still to be held; those of others are left out once they are near. */
    private boolean due() {
        Instant near = desk.now.plus(EARLY);
        for (Deadline first = deadlines.peek();
                first != null && first.until().isBefore(near);
                first = deadlines.peek()) {
            if (first.letter().phase.open() && first.letter().heldUntil.equals(first.until())) {
                return true;
            }
            deadlines.remove();
        }
        return false;
    }

    private void ask(Batch batch, Duration length) {
        long id = desk.nextId();
        inFlight.put(id, batch);
        desk.request(new RedriveAction.Hide(id, batch.handles(), length));
    }

    /** Releases handles that are not of the set. */
    void release(List<String> handles) {
        for (int from = 0; from < handles.size(); from += LetterQueue.BATCH) {
            List<String> some = handles.subList(from, Math.min(handles.size(), from + LetterQueue.BATCH));
            ask(new Batch(List.of(), some, null), Duration.ZERO);
        }
    }

    /**
     * Releases what is still held, to be called until it answers true.
     *
     * @return whether nothing is left of it
     */
    boolean releaseAll() {
        if (toRelease == null) {
            toRelease = new ArrayList<>();
            for (LetterState letter : desk.book.letters()) {
                String handle = letter.handle;
                if (handle != null && letter.phase != Phase.SENT && letter.held(desk.now)) {
                    toRelease.add(handle);
                }
            }
        }
        while (desk.slot() && !toRelease.isEmpty() && !desk.givenUp()) {
            int most = Math.min(LetterQueue.BATCH, toRelease.size());
            List<String> some = List.copyOf(toRelease.subList(0, most));
            toRelease.subList(0, most).clear();
            release(some);
        }
        return inFlight.isEmpty() && (toRelease.isEmpty() || desk.givenUp());
    }

    void answered(long id, Map<String, EntryFault> failed) {
        Batch batch = inFlight.remove(id);
        if (batch == null) {
            return;
        }
        desk.answered();
        for (int i = 0; i < batch.letters().size(); i++) {
            LetterState letter = batch.letters().get(i);
            String handle = batch.handles().get(i);
            if (!handle.equals(letter.handle) || batch.until() == null) {
                continue; // received anew meanwhile
            }
            EntryFault fault = failed.get(handle);
            if (fault != null && (letter.deleting || !fault.sender())) {
                track(letter); // the delete tells, or it is tried again
            } else if (fault != null) {
                letter.release();
                unheld.accept(letter);
            } else {
                letter.heldUntil = batch.until();
                track(letter);
                held.accept(letter);
            }
        }
    }

    /** @return whether it was one of these requests */
    boolean failed(long id, PortException fault) {
        Batch batch = inFlight.remove(id);
        if (batch == null) {
            return false;
        }
        desk.failed(fault);
        for (LetterState letter : batch.letters()) {
            track(letter); // as long as its time is not over, it is tried again
        }
        return true;
    }
}
