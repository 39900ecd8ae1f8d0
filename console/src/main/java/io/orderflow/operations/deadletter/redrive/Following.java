package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what became of each letter that was sent. */
final class Following {
    private final Desk desk;
    private final RowReads rows;
    private final Set<LetterState> unended = new LinkedHashSet<>();

    Following(Desk desk) {
        this.desk = desk;
        this.rows = new RowReads(desk, this::row);
    }

    RowReads rows() {
        return rows;
    }

    void sent(LetterState letter) {
        if (!letter.ended() && unended.add(letter)) {
            rows.track(letter);
        }
    }

    boolean anyUnended() {
        return !unended.isEmpty();
    }

    /** When the first of those was sent whose end is not known; null where all are. */
    @Nullable
    Instant since() {
        // they are kept in the order that they were sent in
        LetterState first = unended.isEmpty() ? null : unended.iterator().next();
        if (first == null) {
            return null;
        }
        return first.intentAt == null ? first.sentAt : first.intentAt;
    }

    void line(ConsumerLine line) {
        LetterState letter = letter(line);
        if (letter == null) {
            return;
        }
        switch (line.outcome()) {
            case "STORED" -> end(letter, End.STORED, Evidence.LINE, null, ms(letter, line.time(), line.sentAt()));
            case "REPLACED" -> end(letter, End.REPLACED, Evidence.LINE, null, ms(letter, line.time(), line.sentAt()));
            case "UNCHANGED" -> {
                if ("DUPLICATE".equals(line.reason())) {
                    end(letter, End.DUPLICATE, Evidence.LINE, null, null);
                } else if ("SUPERSEDED".equals(line.reason())) {
                    end(letter, End.SUPERSEDED, Evidence.LINE, null, null);
                }
            }
            case "MALFORMED" ->
                end(
                        letter,
                        End.DIED_AGAIN,
                        Evidence.LINE,
                        line.faults().stream()
                                .map(fault -> fault.message())
                                .distinct()
                                .collect(Collectors.joining("; ")),
                        null);
            case "FAILED" -> letter.failure = line.error() + ": " + line.explanation();
            default -> {
                return; // of a later function
            }
        }
    }

    /** The letter that a line is about, by its new id; towards the topic by the publication's, or by its event alone. */
    private @Nullable LetterState letter(ConsumerLine line) {
        if (desk.order.to().kind() != Destination.Kind.TOPIC) {
            return desk.book.byNewId(line.messageId());
        }
        if (line.publishId() != null) {
            return desk.book.byNewId(line.publishId());
        }
        List<LetterState> same = desk.book.ofEvent(line.eventHash());
        Instant taken = line.sentAt();
        LetterState only = same.size() == 1 ? same.get(0) : null;
        return only != null
                        && only.sentAt != null
                        && taken != null
                        && only.intentAt != null
                        && !taken.isBefore(only.intentAt)
                        && desk.book.byMessageId(line.messageId()) == null
                ? only
                : null;
    }

    private void row(LetterState letter, OrderState row) {
        String event = letter.entry.eventHash();
        if (event != null && letter.entry.row().provenBy(row, event)) {
            end(
                    letter,
                    letter.entry.row().absent() ? End.STORED : End.REPLACED,
                    Evidence.ROW,
                    null,
                    row.processedAt() == null ? null : ms(letter, row.processedAt(), row.sentAt()));
        }
    }

    /** Its new message lies among the dead letters. */
    void diedAgain(LetterState letter) {
        end(letter, End.DIED_AGAIN, Evidence.DLQ, letter.failure, null);
    }

    /** Nothing tells what became of them, and no more time is left. */
    void giveUp(String why) {
        for (LetterState letter : List.copyOf(unended)) {
            end(letter, End.UNKNOWN, null, letter.failure == null ? why : "last failure: " + letter.failure, null);
        }
    }

    private static @Nullable Long ms(LetterState letter, Instant stored, @Nullable Instant taken) {
        Instant from = taken != null ? taken : letter.sentAt;
        return from == null ? null : Math.max(0, Duration.between(from, stored).toMillis());
    }

    private void end(
            LetterState letter, End end, @Nullable Evidence evidence, @Nullable String reason, @Nullable Long ms) {
        if (letter.end == null || end.outranks(letter.end)) {
            unended.remove(letter);
            desk.journal(
                    Kind.END,
                    List.of(Mark.of(
                            letter.index,
                            end.name(),
                            evidence == null ? "" : evidence.name(),
                            reason == null ? "" : reason,
                            ms == null ? "" : Long.toString(ms))));
        }
    }
}
