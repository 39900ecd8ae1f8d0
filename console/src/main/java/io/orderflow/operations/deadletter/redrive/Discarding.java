package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** DELETING on disk, then delete: so that after a crash it is known which ones may be gone by it. */
final class Discarding {
    /** So many batches may be uncertain after a crash. */
    private static final int MOST_OPEN = 2 * Desk.PARALLEL;
    /** What a batch takes to its end, and a failure. */
    private static final int REQUESTS = 2;

    private final Desk desk;
    private final Deleting deleting;
    private final Consumer<LetterState> admit;
    private final Deque<LetterState> ready = new ArrayDeque<>();
    private int writing;

    /** @param admit takes letters whose handle is too old, and those that may be deleted */
    Discarding(Desk desk, Deleting deleting, Consumer<LetterState> admit) {
        this.desk = desk;
        this.deleting = deleting;
        this.admit = admit;
    }

    /** A letter that is held. */
    void offer(LetterState letter) {
        letter.queued = true;
        ready.add(letter);
    }

    void pump() {
        if (desk.stopping()) {
            ready.forEach(letter -> letter.queued = false);
            ready.clear();
        }
        while (!ready.isEmpty() && writing + deleting.batches() < MOST_OPEN && !desk.waits()) {
            if (!desk.costs.affords(REQUESTS * (writing + deleting.batches() + 1))) {
                desk.stop("budget");
                return;
            }
            List<LetterState> batch = take();
            if (!batch.isEmpty()) {
                writing++;
                List<Mark> marks =
                        batch.stream().map(letter -> Mark.of(letter.index)).toList();
                desk.journal(Kind.DELETING, marks, "", () -> written(batch));
            }
        }
    }

    private List<LetterState> take() {
        List<LetterState> batch = new ArrayList<>();
        while (batch.size() < LetterQueue.BATCH && !ready.isEmpty()) {
            LetterState letter = ready.remove();
            if (letter.held(desk.now.plus(Sending.LEAST_HOLD))) {
                batch.add(letter); // queued until that is on disk
            } else {
                letter.queued = false;
                admit.accept(letter);
            }
        }
        return batch;
    }

    private void written(List<LetterState> batch) {
        writing--;
        for (LetterState letter : batch) {
            letter.queued = false;
            admit.accept(letter);
        }
    }
}
