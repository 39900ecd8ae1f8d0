package io.orderflow.operations.entry.imports;

import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.journal.JournalLine;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of each row, in a byte each: so many of them fit into little memory. Thread-safe. */
final class RowStates {
    private static final PlacedEnd[] ENDS = PlacedEnd.values();
    private static final byte WAITING = 0;
    private static final byte SENT = 1;
    private static final byte REFUSED = 2;
    private static final int END_BITS = 2;
    private static final int PHASE = (1 << END_BITS) - 1;

    private final byte[] states;
    private final Map<PlacedEnd, Integer> ends = new EnumMap<>(PlacedEnd.class);
    private int sent;
    private int refused;
    private @Nullable Instant firstIntent;

    RowStates(int rows) {
        states = new byte[rows];
    }

    /** As the journal has it: while it is written, and after a crash alike. */
    synchronized void apply(JournalLine line) {
        if (line.kind() == JournalLine.Kind.INTENT && firstIntent == null) {
            firstIntent = line.at();
        }
        for (JournalLine.Mark mark : line.marks()) {
            int row = mark.letter();
            if (row < 0 || row >= states.length) {
                continue;
            }
            switch (line.kind()) {
                case SENT -> {
                    if (states[row] == WAITING) {
                        states[row] = SENT;
                        sent++;
                    }
                }
                case REFUSED -> {
                    if (states[row] == WAITING) {
                        states[row] = REFUSED;
                        refused++;
                    }
                }
                case END -> end(row, PlacedEnd.valueOf(mark.values().get(0)));
                default -> {}
            }
        }
    }

    private void end(int row, PlacedEnd end) {
        PlacedEnd before = endOf(row);
        if (before != null) {
            ends.merge(before, -1, Integer::sum);
        }
        int code = 1;
        while (ENDS[code - 1] != end) {
            code++;
        }
        states[row] = (byte) ((states[row] & PHASE) | (code << END_BITS));
        ends.merge(end, 1, Integer::sum);
    }

    private @Nullable PlacedEnd endOf(int row) {
        int code = (states[row] & 0xFF) >> END_BITS;
        return code == 0 ? null : ENDS[code - 1];
    }

    int count() {
        return states.length;
    }

    synchronized boolean waiting(int row) {
        return states[row] == WAITING;
    }

    /** Whether it was published and its end is not known. */
    synchronized boolean unended(int row) {
        PlacedEnd end = endOf(row);
        boolean open = end == null || end == PlacedEnd.UNKNOWN;
        return (states[row] & PHASE) == SENT && open;
    }

    synchronized int sent() {
        return sent;
    }

    synchronized int refused() {
        return refused;
    }

    /** Whether each row was published or refused. */
    synchronized boolean handled() {
        return sent + refused == states.length;
    }

    /** When the first row was about to be published; null before. */
    synchronized @Nullable Instant firstIntent() {
        return firstIntent;
    }

    /** Published rows without an end count as under way. */
    synchronized Map<PlacedEnd, Integer> ends() {
        Map<PlacedEnd, Integer> all = new EnumMap<>(ends);
        int known = ends.values().stream().mapToInt(Integer::intValue).sum();
        all.put(PlacedEnd.UNDER_WAY, sent - known);
        all.put(PlacedEnd.REFUSED, refused);
        return all;
    }
}
