package io.orderflow.operations.entry;

import io.orderflow.operations.Pause;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of one order that was published: by the function's line for its publication; by a row that has this
 * event and did not have it before. Blocks.
 */
public final class FollowOrder {
    /** Clocks differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(2);

    private static final Duration BETWEEN = Duration.ofMillis(300);
    /** As often as a message is received before it goes to OrderDLQ. */
    private static final int MOST_RECEIVES = 3;

    /**
     * What became of it.
     *
     * @param ms from SQS to the row, where both are told
     * @param reason why it died or is tried again; null where there is nothing to say
     */
    public record Outcome(PlacedEnd end, @Nullable Long ms, @Nullable String reason) {}

    private final FunctionLog log;
    private final OrderRows rows;
    private final Clock clock;
    private final Pause pause;

    public FollowOrder(FunctionLog log, OrderRows rows, Clock clock, Pause pause) {
        this.log = log;
        this.rows = rows;
        this.clock = clock;
        this.pause = pause;
    }

    /** The order's row as it is now, to be asked for before it is published; null where there is none. */
    public @Nullable OrderState before(String orderId) throws PortException {
        return rows.read(List.of(orderId)).get(orderId);
    }

    /**
     * Follows it.
     *
     * @param publishId what SNS answered
     * @param before its row before it was published; null where there was none
     * @param ended whether to look no longer; asked before each wait
     */
    public Outcome follow(Order order, String publishId, @Nullable OrderState before, Duration atMost, BooleanSupplier ended)
            throws PortException, InterruptedException {
        Instant begun = clock.instant();
        String hash = OrdersTable.eventHash(order);
        String reason = null;
        while (true) {
            OrderState row = before(order.orderId());
            ConsumerLine line = line(publishId, begun);
            PlacedEnd end = line == null ? byRow(hash, order, before, row) : byLine(line);
            if (end != PlacedEnd.UNDER_WAY) {
                Long ms = row != null && hash.equals(row.hash()) ? ms(row) : null;
                return new Outcome(end, ms, line == null ? null : reason(line));
            }
            reason = line == null ? reason : reason(line);
            if (!clock.instant().isBefore(begun.plus(atMost))) {
                return new Outcome(atMost.isZero() ? PlacedEnd.UNDER_WAY : PlacedEnd.UNKNOWN, null, reason);
            }
            if (ended.getAsBoolean()) {
                return new Outcome(PlacedEnd.UNDER_WAY, null, reason);
            }
            pause.pause(BETWEEN);
        }
    }

    /** The newest line for the publication; null where there is none, or lines cannot be read: the row tells, too. */
    private @Nullable ConsumerLine line(String publishId, Instant begun) {
        ConsumerLine found = null;
        String next = null;
        try {
            do {
                FunctionLog.Page page =
                        log.read(begun.minus(CLOCKS), clock.instant().plus(CLOCKS), false, next);
                for (ConsumerLine line : page.lines()) {
                    boolean later = found == null || line.receiveCount() >= found.receiveCount();
                    found = publishId.equals(line.publishId()) && later ? line : found;
                }
                next = page.next();
            } while (next != null);
        } catch (PortException gap) {
            return found;
        }
        return found;
    }

    private static PlacedEnd byLine(ConsumerLine line) {
        return switch (line.outcome()) {
            case "STORED" -> PlacedEnd.STORED;
            case "REPLACED" -> PlacedEnd.REPLACED;
            case "UNCHANGED" -> "SUPERSEDED".equals(line.reason()) ? PlacedEnd.SUPERSEDED : PlacedEnd.DUPLICATE;
            default -> line.receiveCount() >= MOST_RECEIVES ? PlacedEnd.DEAD_LETTERED : PlacedEnd.UNDER_WAY;
        };
    }

    private static PlacedEnd byRow(String hash, Order order, @Nullable OrderState before, @Nullable OrderState row) {
        boolean there = before != null && hash.equals(before.hash());
        if (row == null || there) {
            return PlacedEnd.UNDER_WAY; // what was there before proves nothing of this one
        }
        if (hash.equals(row.hash())) {
            return before == null ? PlacedEnd.STORED : PlacedEnd.REPLACED;
        }
        boolean newer = row.time().isAfter(order.timestamp());
        boolean since = before == null || !row.hash().equals(before.hash());
        return newer && since ? PlacedEnd.SUPERSEDED : PlacedEnd.UNDER_WAY;
    }

    private static @Nullable String reason(ConsumerLine line) {
        if (!line.failed()) {
            return null;
        }
        String why = line.faults().isEmpty()
                ? String.valueOf(line.explanation())
                : line.faults().get(0).message();
        return "receive " + line.receiveCount() + " of " + MOST_RECEIVES + ": " + why;
    }

    private static @Nullable Long ms(OrderState row) {
        Instant processedAt = row.processedAt();
        Instant sentAt = row.sentAt();
        return processedAt == null || sentAt == null || processedAt.isBefore(sentAt)
                ? null
                : Duration.between(sentAt, processedAt).toMillis();
    }
}
