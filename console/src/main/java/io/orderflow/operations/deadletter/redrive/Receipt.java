package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private Book book() {
        Book book = new Book(entries, order.act());
        history.forEach(book::apply);
        return book;
    }

    /** How far SQS's own move was; null where it is another act. */
    public @Nullable MoveProgress task() {
        return book().task();
    }

    /** What its journal tells; requests and dollars up to its last line. */
    public RedriveReport report() {
        Book book = book();
        return RedriveReport.of(
                order.act(),
                id,
                setHash,
                book.letters().stream().map(LetterState::report).toList(),
                order.late(),
                book.stopped(),
                null,
                !order.pace().follow().isZero(),
                book.closed(),
                book.spent().requests(),
                book.spent().dollars());
    }

    /** When the last thing happened to it. */
    public Instant lastAt() {
        return history.stream().map(JournalLine::at).max(Instant::compareTo).orElse(startedAt);
    }
}
