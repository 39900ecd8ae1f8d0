package io.orderflow.operations.journal;

import java.time.Instant;
import java.util.List;

/**
 * A line of a receipt's journal.
 *
 * @param note for kinds about the whole redrive; with letters, what it has cost so far
 */
public record JournalLine(Instant at, Kind kind, List<Mark> marks, String note) {

    /** What happened to the letters named. */
    public enum Kind {
        /** They are about to be sent. */
        INTENT,
        /** Nothing of them was sent. */
        NOT,
        /** Their new MessageIds; whether the checksums were the same. */
        SENT,
        /** They are about to be deleted without being sent. */
        DELETING,
        /** An earlier receipt has them as sent to another place. */
        ELSEWHERE,
        /** They are deleted. */
        DONE,
        /** The target refused them. */
        REFUSED,
        /** They are no longer where they were. */
        GONE,
        /** Nobody knows whether they were sent. */
        MAYBE,
        /** They were received, with their handles and how long these hold. */
        HELD,
        /** Their ends. */
        END,
        /** A process took the receipt up again. */
        RESUMED,
        /** How far SQS's own move of the queue is. */
        TASK,
        /** Nothing more is sent, and why. */
        STOPPED,
        /** Nothing is left to do. */
        CLOSED
    }

    /** @param letter its place in the set */
    public record Mark(int letter, List<String> values) {
        public Mark {
            values = List.copyOf(values);
        }

        public static Mark of(int letter, String... values) {
            return new Mark(letter, List.of(values));
        }
    }

    public JournalLine {
        marks = List.copyOf(marks);
    }
}
