package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.JourneyStep.Kind;
import io.orderflow.order.OrderTimestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an order, oldest first, as far as it can be known.
 *
 * @param row its attributes as they are now; null where it has no row
 * @param gaps what is not known, each in a line
 * @param more reads on where a source had too much; null where none had
 */
public record OrderJourney(
        String orderId,
        @Nullable Map<String, RowValue> row,
        List<JourneyStep> steps,
        List<String> gaps,
        @Nullable JourneySource more) {
    /** Pages of the log that are read at a time. */
    public static final int PAGES = 5;

    public OrderJourney {
        row = row == null ? null : Map.copyOf(row);
        steps = List.copyOf(steps);
        gaps = List.copyOf(gaps);
    }

    /** Reads it; blocks. A source that fails says so as a gap. */
    public static OrderJourney read(OrderTable table, List<JourneySource> sources, String orderId)
            throws PortException {
        Map<String, RowValue> row = table.item(orderId).orElse(null);
        Instant since = row == null ? null : earliest(time(row, "timestamp"), time(row, "sentAt"));
        List<JourneyStep> steps = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        JourneySource more = null;
        for (JourneySource source : sources) {
            JourneySource.Part part = source.of(orderId, since);
            steps.addAll(part.steps());
            gaps.addAll(part.gaps());
            more = more == null ? part.more() : more;
        }
        if (row != null) {
            addRow(row, steps, gaps);
        }
        return of(orderId, row, steps, gaps, more);
    }

    /** The same, with what a source had left over. */
    public OrderJourney readOn() {
        if (more == null) {
            return this;
        }
        JourneySource.Part part = more.of(orderId, null);
        List<JourneyStep> all = new ArrayList<>(steps);
        all.addAll(part.steps());
        List<String> still = new ArrayList<>(gaps);
        still.removeIf(gap -> gap.startsWith("log: "));
        still.addAll(part.gaps());
        return of(orderId, row, all, still, part.more());
    }

    private static OrderJourney of(
            String orderId,
            @Nullable Map<String, RowValue> row,
            List<JourneyStep> steps,
            List<String> gaps,
            @Nullable JourneySource more) {
        List<JourneyStep> sorted = new ArrayList<>(steps.stream().distinct().toList());
        sorted.sort(JourneyStep.OLDEST_FIRST);
        List<String> all = new ArrayList<>(gaps);
        sorted.stream()
                .filter(step -> step.step() == Kind.PUBLISHED && sorted.stream().noneMatch(step::leadsTo))
                .forEach(step -> all.add("log: nothing tells what became of the event published at "
                        + OrderTimestamp.format(step.at())
                        + ": it waits in the queue, was lost, or its lines are not there"));
        return new OrderJourney(orderId, row, sorted, all, more);
    }

    /** The row tells how its event was stored, where no line of the function does. */
    private static void addRow(Map<String, RowValue> row, List<JourneyStep> steps, List<String> gaps) {
        Instant processedAt = time(row, "processedAt");
        RowValue hashed = row.get("eventHash");
        String hash = hashed == null ? null : hashed.text();
        if (processedAt == null) {
            gaps.add("row: it was not stored by the consumer, it has no processedAt");
            return;
        }
        Predicate<JourneyStep> storing = step -> hash != null && step.step().stores() && hash.equals(step.eventHash());
        boolean told = steps.stream().anyMatch(storing);
        // the lines of older functions have only the time when they were written
        steps.replaceAll(step -> storing.test(step) ? step.movedTo(processedAt) : step);
        if (!told) {
            RowValue status = row.get("status");
            steps.add(new JourneyStep(processedAt, Kind.STORED, "row", status == null ? "" : status.text(), hash));
        }
        Instant sentAt = time(row, "sentAt");
        boolean queued = steps.stream()
                .anyMatch(step -> step.step() == Kind.QUEUED && step.at().equals(sentAt));
        if (sentAt == null) {
            gaps.add("row: it does not tell when SQS took the message, an older function stored it");
        } else if (!queued) {
            steps.add(new JourneyStep(sentAt, Kind.QUEUED, "row", "SQS took the message", hash));
        }
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static @Nullable Instant time(Map<String, RowValue> row, String name) {
        RowValue value = row.get(name);
        return value == null ? null : time(value.text());
    }

    /** Null where it is none. */
    public static @Nullable Instant time(String text) {
        try {
            return OrderTimestamp.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
