package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.OrderEvent;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes of chosen letters the set that is sent: repairs them, judges what would become of each now, and leaves out what is
 * of no use. Nothing is sent.
 */
public final class Freeze implements Work<FrozenSet> {
    private final OrderRows rows;
    private final ExecutorService threads;
    private final Clock clock;
    private final List<LetterRow> chosen;
    private final LetterRepair repair;
    private final Set<LeftOut> putBack;

    /**
     * What is to be frozen.
     *
     * @param threads read rows, several requests at a time
     * @param repair what is made of each body
     * @param putBack what is sent although it would be left out
     */
    public Freeze(
            OrderRows rows,
            ExecutorService threads,
            Clock clock,
            Collection<LetterRow> chosen,
            LetterRepair repair,
            Set<LeftOut> putBack) {
        this.rows = rows;
        this.threads = threads;
        this.clock = clock;
        this.chosen = List.copyOf(chosen);
        this.repair = repair;
        this.putBack = putBack.isEmpty() ? EnumSet.noneOf(LeftOut.class) : EnumSet.copyOf(putBack);
    }

    /** As a recipe makes it; null for as they are. */
    public Freeze(
            OrderRows rows,
            ExecutorService threads,
            Clock clock,
            Collection<LetterRow> chosen,
            @Nullable Recipe recipe,
            Set<LeftOut> putBack) {
        this(rows, threads, clock, chosen, LetterRepair.by(recipe), putBack);
    }

    /** A letter with its body read. */
    private record Repaired(LetterRow row, boolean fits, @Nullable OrderEvent event) {}

    @Override
    public FrozenSet run(Progress progress) throws PortException, InterruptedException {
        var diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
        List<Repaired> repaired = new ArrayList<>();
        for (LetterRow row : chosen) {
            if (progress.cancelled()) {
                throw new InterruptedException("cancelled");
            }
            repaired.add(repaired(row, diagnoser));
            progress.update(repaired.size(), chosen.size(), "Freezing");
        }
        List<String> ids = repaired.stream()
                .map(Repaired::event)
                .filter(Objects::nonNull)
                .map(OrderEvent::orderId)
                .distinct()
                .toList();
        Map<String, OrderState> states = null;
        PortException unread = null;
        try {
            states = ids.isEmpty() ? Map.of() : rows.read(ids, threads);
        } catch (PortException e) {
            unread = e;
        }
        List<FrozenSet.Entry> entries = new ArrayList<>();
        Map<LeftOut, List<LetterRow>> left = new EnumMap<>(LeftOut.class);
        for (LeftOut why : LeftOut.values()) {
            left.put(why, new ArrayList<>());
        }
        for (Repaired each : repaired) {
            OrderEvent event = each.event();
            OrderState state = event == null || states == null ? null : states.get(event.orderId());
            LeftOut why = why(each, state);
            if (why == null || (why != LeftOut.DOES_NOT_FIT && putBack.contains(why))) {
                entries.add(new FrozenSet.Entry(
                        each.row(),
                        event == null ? each.row().orderId() : event.orderId(),
                        event == null ? null : event.hash(),
                        states == null ? RowBefore.NOT_READ : RowBefore.of(state)));
            } else {
                left.getOrDefault(why, new ArrayList<>()).add(each.row());
            }
        }
        return new FrozenSet(entries, left, repair, unread);
    }

    private Repaired repaired(LetterRow row, Diagnoser diagnoser) {
        if (repair == LetterRepair.NONE) {
            return new Repaired(row, true, row.event());
        }
        DeadLetter letter = row.letter();
        String body = repair.body(letter);
        if (body == null) {
            return new Repaired(row, false, null);
        }
        Diagnosis diagnosis = diagnoser.diagnose(body);
        return new Repaired(
                row, true, diagnosis instanceof Diagnosis.Valid valid ? OrderEvent.of(valid.order()) : null);
    }

    /** The first reason not to send it; null where there is none. */
    private @Nullable LeftOut why(Repaired each, @Nullable OrderState state) {
        OrderEvent event = each.event();
        if (!each.fits()) {
            return LeftOut.DOES_NOT_FIT;
        }
        List<LeftOut> reasons = new ArrayList<>();
        if (each.row().foreign()) {
            reasons.add(LeftOut.FOREIGN);
        }
        if (each.row().looped()) {
            reasons.add(LeftOut.LOOPED);
        }
        if (event == null) {
            reasons.add(LeftOut.FAILING);
        } else if (state != null && state.compareTo(event.time(), event.hash()) <= 0) {
            reasons.add(LeftOut.STORED);
        }
        return reasons.stream()
                .filter(reason -> !putBack.contains(reason))
                .findFirst()
                .orElse(null);
    }
}
