package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** INTENT on disk, then send, then SENT on disk. */
final class Sending {
    /** How many batches may be uncertain after a crash: twice what goes on while a disk that is slow takes one write. */
    private static final int MOST_OPEN = 32;
    /** What a batch takes to its end, and a failure or two. */
    private static final int REQUESTS = 4;

    static final Duration LEAST_HOLD = Duration.ofSeconds(30);

    private final Desk desk;
    private final Consumer<LetterState> unheld;
    private final Consumer<LetterState> sent;
    private final Consumer<LetterState> lost;
    private final Deque<LetterState> ready = new ArrayDeque<>();
    private final Deque<List<LetterState>> sendable = new ArrayDeque<>();
    private final Map<Long, List<LetterState>> inFlight = new LinkedHashMap<>();
    private int open;
    private boolean paused;
    private double allowed;
    private Instant allowedAt = Instant.EPOCH;
    private Instant lastSentAt = Instant.MIN;

    /**
     * @param unheld takes letters whose handle is too old
     * @param sent takes letters whose SENT is on disk
     * @param lost takes letters of which nobody knows whether they were sent
     */
    Sending(Desk desk, Consumer<LetterState> unheld, Consumer<LetterState> sent, Consumer<LetterState> lost) {
        this.desk = desk;
        this.unheld = unheld;
        this.sent = sent;
        this.lost = lost;
    }

    /** A letter that is held, or one to be sent again. */
    void offer(LetterState letter) {
        letter.queued = true;
        ready.add(letter);
    }

    void pause(boolean on) {
        paused = on;
    }

    boolean paused() {
        return paused;
    }

    boolean idle() {
        return open == 0;
    }

    Instant lastSentAt() {
        return lastSentAt;
    }

    void pump() {
        allow();
        if (desk.stopping()) {
            leave();
        }
        while (desk.givenUp() && !sendable.isEmpty()) {
            open--;
            desk.journal(Kind.NOT, marks(sendable.remove()));
        }
        while (desk.slot() && !sendable.isEmpty()) {
            send(sendable.remove());
        }
        while (!ready.isEmpty() && open < MOST_OPEN && !paused && !desk.stopping() && !desk.waits()) {
            if (!desk.costs.affords(REQUESTS * (open + 1))) {
                desk.stop("budget");
                return;
            }
            List<LetterState> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            intend(batch);
        }
    }

    /** Nothing more is sent: of what was to be sent again nobody knows whether it was. */
    private void leave() {
        List<Mark> maybe = new ArrayList<>();
        for (LetterState letter : ready) {
            letter.queued = false;
            if (letter.phase == Phase.INTENT) {
                maybe.add(Mark.of(letter.index));
            }
        }
        ready.clear();
        desk.journal(Kind.MAYBE, maybe);
    }

    /** What the rate lets go by now; a second's worth at most is saved up. */
    private void allow() {
        int rate = desk.order.pace().rate();
        if (rate > 0) {
            double passed = Math.min(1, Duration.between(allowedAt, desk.now).toMillis() / 1000.0);
            allowed = Math.min(Math.max(1, rate), allowed + passed * rate);
            allowedAt = desk.now;
        }
    }

    private List<LetterState> take() {
        int most = LetterQueue.BATCH;
        int rate = desk.order.pace().rate();
        if (rate > 0) {
            if (allowed < Math.min(Math.min(most, rate), ready.size())) {
                return List.of(); // full batches cost least
            }
            most = Math.min(most, (int) allowed);
        }
        List<LetterState> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < most && !ready.isEmpty()) {
            LetterState letter = ready.element();
            boolean lies = desk.order.act() != Act.IMPORT;
            if (lies && letter.phase == Phase.WAITING && !letter.held(desk.now.plus(LEAST_HOLD))) {
                ready.remove();
                letter.queued = false;
                unheld.accept(letter);
                continue;
            }
            bytes += letter.entry.size();
            if (bytes > desk.order.to().mostBytes() && !batch.isEmpty()) {
                break;
            }
            ready.remove();
            letter.queued = false;
            batch.add(letter);
        }
        allowed -= batch.size();
        return batch;
    }

    private void intend(List<LetterState> batch) {
        open++;
        desk.journal(Kind.INTENT, marks(batch), "", () -> sendable.add(batch));
    }

    private void send(List<LetterState> batch) {
        long id = desk.nextId();
        inFlight.put(id, batch);
        desk.request(new RedriveAction.Send(
                id, batch.stream().map(letter -> letter.index).toList()));
        desk.costs.sent(
                batch.size(),
                batch.stream().mapToLong(letter -> letter.entry.size()).sum());
    }

    private static List<Mark> marks(List<LetterState> batch) {
        return batch.stream().map(letter -> Mark.of(letter.index)).toList();
    }

    void answered(long id, SendAnswer answer) {
        List<LetterState> batch = inFlight.remove(id);
        if (batch == null) {
            return;
        }
        desk.answered();
        open--;
        List<Mark> taken = new ArrayList<>();
        List<Mark> refused = new ArrayList<>();
        List<LetterState> again = new ArrayList<>();
        List<LetterState> gone = new ArrayList<>();
        for (LetterState letter : batch) {
            String key = Integer.toString(letter.index);
            SendAnswer.Taken each = answer.sent().get(key);
            EntryFault fault = answer.failed().get(key);
            if (each != null) {
                taken.add(Mark.of(letter.index, each.messageId(), each.same() ? "same" : "differs"));
                gone.add(letter);
            } else if (fault == null) {
                lost.accept(letter); // an answer that says nothing of it
            } else if (fault.sender()) {
                refused.add(Mark.of(letter.index, fault.code() + ": " + fault.message()));
            } else {
                again.add(letter);
            }
        }
        if (!taken.isEmpty()) {
            lastSentAt = desk.now;
            desk.journal(Kind.SENT, taken, "", () -> gone.forEach(sent));
            if (gone.stream().anyMatch(letter -> letter.phase == Phase.DIFFERS)) {
                desk.fail(desk.order.to().name() + " got something else than was sent, by its checksums: stopped");
            }
        }
        desk.journal(Kind.REFUSED, refused);
        if (!again.isEmpty()) {
            desk.slowDown();
            notSent(again);
        }
    }

    /** Certainly not sent: it is tried again. */
    private void notSent(List<LetterState> again) {
        if (!again.isEmpty()) {
            desk.journal(Kind.NOT, marks(again));
            again.forEach(this::offer);
        }
    }

    /** @return whether it was one of these requests */
    boolean failed(long id, PortException fault) {
        List<LetterState> batch = inFlight.remove(id);
        if (batch == null) {
            return false;
        }
        open--;
        desk.failed(fault);
        switch (fault.kind()) {
            case THROTTLED, BUSY, DENIED, CREDENTIALS, MISSING, OLD_DATA -> notSent(batch);
            case UNREACHABLE, REFUSED -> batch.forEach(lost);
        }
        return true;
    }

    void bodiesLost(long id, String line) {
        List<LetterState> batch = inFlight.remove(id);
        if (batch != null) {
            open--;
            desk.answered();
            notSent(batch);
            desk.fail(line);
        }
    }

    /** Found out by a line of the function instead of an answer. */
    void proven(LetterState letter, String newId) {
        lastSentAt = desk.now;
        desk.journal(Kind.SENT, List.of(Mark.of(letter.index, newId, "same", "proven")), "", () -> sent.accept(letter));
    }
}
