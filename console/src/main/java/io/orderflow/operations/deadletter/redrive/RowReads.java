package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of letters that no line has told the end of: soon after they were sent, then less and less often. */
final class RowReads {
    private static final int MOST = 100;
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private record Due(LetterState letter, Instant at, Duration pause) {}

    private final Desk desk;
    private final BiConsumer<LetterState, OrderState> found;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(each -> each.letter().index));
    private final Map<LetterState, Due> asked = new LinkedHashMap<>();
    private @Nullable Long inFlight;
    private Instant notBefore = Instant.MIN;
    private boolean denied;

    RowReads(Desk desk, BiConsumer<LetterState, OrderState> found) {
        this.desk = desk;
        this.found = found;
    }

    /** A row tells of an event, not of a message: where two letters of the set are of one event it tells of neither. */
    void track(LetterState letter) {
        SetEntry entry = letter.entry;
        if (entry.orderId() != null
                && entry.row().read()
                && desk.book.ofEvent(entry.eventHash()).size() == 1) {
            due.add(new Due(letter, desk.now.plus(FIRST), FIRST));
        }
    }

    void pump() {
        if (inFlight != null || denied || desk.now.isBefore(notBefore) || !desk.costs.affords(1)) {
            return;
        }
        while (asked.size() < MOST && !due.isEmpty() && !due.element().at().isAfter(desk.now)) {
            Due first = due.remove();
            if (!first.letter().ended()) {
                asked.put(first.letter(), first);
            }
        }
        if (!asked.isEmpty()) {
            long id = desk.nextId();
            inFlight = id;
            desk.costs.rows(asked.size());
            desk.act(new RedriveAction.ReadRows(
                    id,
                    asked.keySet().stream()
                            .map(letter -> Objects.requireNonNull(letter.entry.orderId()))
                            .distinct()
                            .toList()));
        }
    }

    void answered(long id, Map<String, OrderState> rows) {
        if (inFlight == null || inFlight != id) {
            return;
        }
        inFlight = null;
        List<Due> all = new ArrayList<>(asked.values());
        asked.clear();
        for (Due each : all) {
            OrderState row = rows.get(each.letter().entry.orderId());
            if (row != null) {
                found.accept(each.letter(), row);
            }
            later(each);
        }
    }

    private void later(Due each) {
        if (!each.letter().ended()) {
            Duration twice = each.pause().multipliedBy(2);
            Duration pause = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
            due.add(new Due(each.letter(), desk.now.plus(pause), pause));
        }
    }

    /** @return whether it was this request */
    boolean failed(long id, PortException fault) {
        if (inFlight == null || inFlight != id) {
            return false;
        }
        inFlight = null;
        asked.values().forEach(this::later);
        asked.clear();
        notBefore = desk.now.plus(FIRST);
        denied = fault.kind() == PortException.Kind.DENIED || fault.kind() == PortException.Kind.MISSING;
        return true;
    }
}
