package io.orderflow.operations.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter whose body is on disk already, and what the rule book says of it.
 *
 * @param event null where the order is malformed
 * @param ours how often it was received from here
 */
record KnownLetter(
        String id,
        Instant sentAt,
        int received,
        @Nullable String source,
        Diagnosis diagnosis,
        @Nullable OrderEvent event,
        long position,
        int ours) {

    static KnownLetter of(DeadLetter letter, Diagnosis diagnosis, long position, int ours) {
        String source = letter.source();
        return new KnownLetter(
                letter.messageId(),
                letter.sentAt(),
                letter.receiveCount(),
                source == null ? null : SnapshotHead.nameOf(source),
                diagnosis,
                diagnosis instanceof Diagnosis.Valid valid ? OrderEvent.of(valid.order()) : null,
                position,
                ours);
    }

    LetterRow judged(Judgement judgement, boolean looped, SnapshotHead head, LetterBodies bodies) {
        return new LetterRow(
                id,
                diagnosis.orderId(),
                diagnosis.userId(),
                event,
                sentAt,
                received,
                ours,
                source,
                judgement,
                looped,
                position,
                head,
                bodies);
    }
}
