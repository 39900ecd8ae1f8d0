package io.orderflow.operations.entry.imports;

import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an import's rows, known by their events and by what SNS called them, and what tells their ends: a line of the
 * function about that publication, or about that event and not from before the import; a row of Orders of this event or a newer
 * one. Not thread-safe.
 */
final class FollowedRows {
    /** What the specification says: then SQS moves it to the dead letters. */
    static final int MOST_RECEIVES = 3;

    private static final Duration CLOCKS = Duration.ofSeconds(5);
    private static final int MARKS = 500;
    private static final int HEX = 16;

    private final OpenImport open;
    private final RowStates states;
    private final Clock clock;
    private final Instant since;
    private final LongIndex events;
    private final LongIndex publications;
    private final List<Mark> told = new ArrayList<>();
    private int left;

    /** @param since when the import began to publish */
    FollowedRows(OpenImport open, RowStates states, Clock clock, Instant since, int most) {
        this.open = open;
        this.states = states;
        this.clock = clock;
        this.since = since.minus(CLOCKS);
        this.events = new LongIndex(most);
        this.publications = new LongIndex(most);
    }

    void add(FrozenRow row) {
        events.add(event(OrdersTable.eventHash(row.order())), row.index());
        left++;
    }

    void publication(int row, String messageId) {
        publications.add(LongIndex.key(messageId), row);
    }

    private static long event(String hash) {
        return Long.parseUnsignedLong(hash.substring(0, HEX), HEX);
    }

    /** How many ends are not known. */
    int left() {
        return left;
    }

    void line(ConsumerLine line) {
        PlacedEnd end = end(line);
        if (end == null) {
            return;
        }
        int before = told.size();
        String publication = line.publishId();
        if (publication != null) {
            publications.each(LongIndex.key(publication), row -> end(row, end, line));
        }
        String hash = line.eventHash();
        Instant taken = line.sentAt();
        if (told.size() == before && hash != null && hash.length() >= HEX && taken != null && !taken.isBefore(since)) {
            int[] first = {-1};
            events.each(event(hash), row -> first[0] = first[0] < 0 && states.unended(row) ? row : first[0]);
            if (first[0] >= 0) {
                end(first[0], end, line);
            }
        }
    }

    private static @Nullable PlacedEnd end(ConsumerLine line) {
        return switch (line.outcome()) {
            case "STORED" -> PlacedEnd.STORED;
            case "REPLACED" -> PlacedEnd.REPLACED;
            case "UNCHANGED" -> "SUPERSEDED".equals(line.reason()) ? PlacedEnd.SUPERSEDED : PlacedEnd.DUPLICATE;
            case "MALFORMED", "FAILED" -> line.receiveCount() >= MOST_RECEIVES ? PlacedEnd.DEAD_LETTERED : null;
            default -> null; // of a later function
        };
    }

    private void end(int row, PlacedEnd end, ConsumerLine line) {
        String why = line.failed() ? String.valueOf(line.error() == null ? line.outcome() : line.error()) : "";
        end(row, end, why);
    }

    /**
     * What a row of Orders tells.
     *
     * @return whether it tells an end
     */
    boolean row(FrozenRow row, OrderState state) {
        Order order = row.order();
        int newer = state.compareTo(order.timestamp(), OrdersTable.eventHash(order));
        if (newer > 0) {
            return false; // it has not come yet
        }
        Instant stored = state.sentAt() == null ? state.processedAt() : state.sentAt();
        boolean before = stored == null || stored.isBefore(since);
        end(row.index(), newer < 0 ? PlacedEnd.SUPERSEDED : before ? PlacedEnd.DUPLICATE : PlacedEnd.STORED, "");
        return true;
    }

    private void end(int row, PlacedEnd end, String why) {
        if (states.unended(row)) {
            states.apply(line(List.of(Mark.of(row, end.name()))));
            told.add(why.isEmpty() ? Mark.of(row, end.name()) : Mark.of(row, end.name(), why));
            left--;
        }
    }

    private JournalLine line(List<Mark> marks) {
        return new JournalLine(clock.instant(), Kind.END, marks, "");
    }

    /** Puts what was told on disk. */
    void keep() throws IOException {
        List<JournalLine> lines = new ArrayList<>();
        for (int from = 0; from < told.size(); from += MARKS) {
            lines.add(line(told.subList(from, Math.min(told.size(), from + MARKS))));
        }
        told.clear();
        if (!lines.isEmpty()) {
            open.append(lines);
        }
    }

    /** Nothing tells, and no more time is left. */
    void giveUp(int from, int to) throws IOException {
        for (int row = from; row < to; row++) {
            if (states.unended(row)) {
                told.add(Mark.of(row, PlacedEnd.UNKNOWN.name()));
            }
        }
        for (Mark mark : told) {
            states.apply(line(List.of(mark)));
        }
        keep();
    }
}
