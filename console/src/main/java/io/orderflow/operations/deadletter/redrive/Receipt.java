package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalLine;
import java.time.Instant;
import java.util.List;

/**
 * A receipt as it is on disk.
 *
 * @param entries the set, in its order
 * @param history what happened to it
 */
public record Receipt(
        String id,
        RedriveOrder order,
        Instant startedAt,
        String setHash,
        List<SetEntry> entries,
        List<JournalLine> history) {
    public Receipt {
        entries = List.copyOf(entries);
        history = List.copyOf(history);
    }

    /** What its journal tells; requests and dollars are not in it. */
    public RedriveReport report() {
        Book book = new Book(entries);
        history.forEach(book::apply);
        return RedriveReport.of(
                id,
                setHash,
                book.letters().stream().map(LetterState::report).toList(),
                order.late(),
                book.stopped(),
                null,
                !order.pace().follow().isZero(),
                book.closed(),
                0,
                0);
    }

    /** When the last thing happened to it. */
    public Instant lastAt() {
        return history.stream().map(JournalLine::at).max(Instant::compareTo).orElse(startedAt);
    }
}
