package io.orderflow.operations.deadletter.redrive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one letter of the set. */
final class LetterState {
    final int index;
    final SetEntry entry;

    Phase phase = Phase.WAITING;
    boolean maybeTwice;

    @Nullable
    Instant intentAt;

    @Nullable
    Instant sentAt;

    @Nullable
    String newId;

    boolean deleted;
    /** Sent, but it cannot be deleted now. */
    boolean left;

    @Nullable
    String reason;

    @Nullable
    String handle;

    /** Of a message that was handed out twice nobody knows which handle is the newer one. */
    List<String> otherHandles = List.of();

    Instant heldUntil = Instant.MIN;
    /** Whether it waits to be sent or deleted. */
    boolean queued;

    boolean deleting;

    @Nullable
    End end;

    @Nullable
    Evidence evidence;

    @Nullable
    Long ms;

    /** Of the function's newest line about a try that failed, which SQS repeats. */
    @Nullable
    String failure;

    LetterState(int index, SetEntry entry) {
        this.index = index;
        this.entry = entry;
        this.handle = entry.handle();
        if (entry.heldUntil() != null) {
            this.heldUntil = entry.heldUntil();
        }
    }

    boolean sent() {
        return newId != null;
    }

    boolean held(Instant until) {
        return handle != null && heldUntil.isAfter(until);
    }

    void hold(String newest, Instant until) {
        if (handle != null && !handle.equals(newest)) {
            List<String> all = new ArrayList<>(otherHandles);
            all.add(handle);
            otherHandles = List.copyOf(all);
        }
        handle = newest;
        heldUntil = until;
    }

    void release() {
        otherHandles = List.of();
        handle = null;
        heldUntil = Instant.MIN;
    }

    /** Whether nothing more is to be done with it. */
    boolean handled(boolean stopping) {
        return !phase.open() || left || (stopping && phase == Phase.WAITING);
    }

    boolean ended() {
        return end != null && end != End.UNDER_WAY;
    }

    LetterReport report() {
        return new LetterReport(
                entry.messageId(),
                newId,
                entry.orderId(),
                sent() ? (end == null ? End.UNDER_WAY : end) : null,
                evidence,
                reason,
                ms,
                sent(),
                deleted,
                maybeTwice);
    }
}
