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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of orders that were published one by one: by the function's lines for their publications; by rows
 * that have these events and did not have them before. Blocks. Thread-safe.
 */
public final class OrderFollowing {
    /** As often as a message is received before it goes to OrderDLQ. */
    public static final int MOST_RECEIVES = 3;

    /** Clocks differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(2);

    private static final Duration BETWEEN = Duration.ofMillis(300);
    /** Of the log at one look: a busy function writes more than is read again and again. */
    private static final int MOST_PAGES = 10;

    /**
     * An order that was published.
     *
     * @param publishId what SNS answered
     * @param at about when
     * @param before its row before it was published; null where there was none
     */
    public record Published(Order order, String publishId, Instant at, @Nullable OrderState before) {
        private String hash() {
            return OrdersTable.eventHash(order);
        }

        /** Its row alone does not tell whether it came: it had this event already. */
        private boolean wasThere() {
            return before != null && hash().equals(before.hash());
        }
    }

    /**
     * What became of one.
     *
     * @param end {@link PlacedEnd#UNDER_WAY} while nothing tells
     * @param row as it was seen to have this event; null where it was not
     * @param processedAt when it was stored; null where nothing tells
     * @param sentAt when SQS took the message; null where nothing tells
     * @param receives how often the function failed at it, as far as it wrote; 0 where it did not
     * @param reason why it failed; null where it did not
     */
    public record Outcome(
            PlacedEnd end,
            @Nullable OrderState row,
            @Nullable Instant processedAt,
            @Nullable Instant sentAt,
            int receives,
            @Nullable String reason) {
        public static final Outcome UNTOLD = new Outcome(PlacedEnd.UNDER_WAY, null, null, null, 0, null);

        /** From SQS to the row; null where one of both is not told. */
        public @Nullable Duration storedAfter() {
            return processedAt == null || sentAt == null || processedAt.isBefore(sentAt)
                    ? null
                    : Duration.between(sentAt, processedAt);
        }

        Outcome ended(PlacedEnd how) {
            return new Outcome(how, row, processedAt, sentAt, receives, reason);
        }
    }

    private final FunctionLog log;
    private final OrderRows rows;
    private final Clock clock;
    private final Pause pause;

    /** @param pause between two looks of {@link #follow} */
    public OrderFollowing(FunctionLog log, OrderRows rows, Clock clock, Pause pause) {
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
     * Looks once.
     *
     * @return by publishId, each of those that were asked for
     */
    public Map<String, Outcome> look(Collection<Published> published) throws PortException {
        Map<String, OrderState> there = rows(published);
        Map<String, ConsumerLine> lines = lines(published, there);
        Map<String, Outcome> found = new HashMap<>();
        for (Published each : published) {
            found.put(each.publishId(), outcome(each, there.get(each.order().orderId()), lines.get(each.publishId())));
        }
        return found;
    }

    /**
     * Looks at the rows alone, for what was published long ago: {@link PlacedEnd#UNKNOWN} where they do not tell.
     *
     * @return by publishId, each of those that were asked for
     */
    public Map<String, Outcome> lookBack(Collection<Published> published) throws PortException {
        Map<String, OrderState> there = rows(published);
        Map<String, Outcome> found = new HashMap<>();
        for (Published each : published) {
            Outcome outcome = outcome(each, there.get(each.order().orderId()), null);
            found.put(
                    each.publishId(),
                    outcome.end() == PlacedEnd.UNDER_WAY ? outcome.ended(PlacedEnd.UNKNOWN) : outcome);
        }
        return found;
    }

    private Map<String, OrderState> rows(Collection<Published> published) throws PortException {
        return rows.read(published.stream()
                .map(each -> each.order().orderId())
                .distinct()
                .toList());
    }

    /**
     * Follows one.
     *
     * @param ended whether to look no longer; asked before each wait
     */
    public Outcome follow(Published published, Duration atMost, BooleanSupplier ended)
            throws PortException, InterruptedException {
        Instant begun = clock.instant();
        while (true) {
            Outcome outcome = look(List.of(published)).getOrDefault(published.publishId(), Outcome.UNTOLD);
            if (outcome.end() != PlacedEnd.UNDER_WAY || ended.getAsBoolean()) {
                return outcome;
            }
            if (!clock.instant().isBefore(begun.plus(atMost))) {
                return atMost.isZero() ? outcome : outcome.ended(PlacedEnd.UNKNOWN);
            }
            pause.pause(BETWEEN);
        }
    }

    /**
     * The newest line of each publication that has one. Where lines cannot be read there are none: rows tell, too. Lines of
     * what went well are read only where a row cannot tell: it had this event before, or has a newer one.
     */
    private Map<String, ConsumerLine> lines(Collection<Published> published, Map<String, OrderState> there) {
        Map<String, ConsumerLine> found = new HashMap<>();
        List<Published> unclear = published.stream()
                .filter(each ->
                        each.wasThere() || byRow(each, there.get(each.order().orderId())) == PlacedEnd.SUPERSEDED)
                .toList();
        try {
            read(published, true, found);
            read(unclear, false, found);
        } catch (PortException gap) {
            return found;
        }
        return found;
    }

    private void read(Collection<Published> published, boolean failuresOnly, Map<String, ConsumerLine> found)
            throws PortException {
        Instant earliest =
                published.stream().map(Published::at).min(Instant::compareTo).orElse(null);
        if (earliest == null) {
            return;
        }
        var ids = published.stream().map(Published::publishId).collect(Collectors.toSet());
        String next = null;
        int pages = 0;
        do {
            FunctionLog.Page page =
                    log.read(earliest.minus(CLOCKS), clock.instant().plus(CLOCKS), failuresOnly, next);
            for (ConsumerLine line : page.lines()) {
                if (line.publishId() != null && ids.contains(line.publishId())) {
                    found.merge(
                            line.publishId(),
                            line,
                            (before, now) -> now.receiveCount() >= before.receiveCount() ? now : before);
                }
            }
            next = page.next();
        } while (next != null && ++pages < MOST_PAGES);
    }

    private static Outcome outcome(Published published, @Nullable OrderState row, @Nullable ConsumerLine line) {
        OrderState its = row != null && published.hash().equals(row.hash()) ? row : null;
        int receives = line != null && line.failed() ? line.receiveCount() : 0;
        String reason = line != null && line.failed() ? reason(line) : null;
        PlacedEnd byRow = byRow(published, row);
        PlacedEnd end = line == null || (line.failed() && byRow.done()) ? byRow : byLine(line);
        Instant sentAt = line != null && line.sentAt() != null ? line.sentAt() : its == null ? null : its.sentAt();
        Instant processedAt = its != null ? its.processedAt() : line != null && stores(line) ? line.time() : null;
        return new Outcome(end, its, processedAt, sentAt, receives, reason);
    }

    private static boolean stores(ConsumerLine line) {
        return line.outcome().equals("STORED") || line.outcome().equals("REPLACED");
    }

    private static PlacedEnd byLine(ConsumerLine line) {
        return switch (line.outcome()) {
            case "STORED" -> PlacedEnd.STORED;
            case "REPLACED" -> PlacedEnd.REPLACED;
            case "UNCHANGED" -> "SUPERSEDED".equals(line.reason()) ? PlacedEnd.SUPERSEDED : PlacedEnd.DUPLICATE;
            default -> line.receiveCount() >= MOST_RECEIVES ? PlacedEnd.DEAD_LETTERED : PlacedEnd.UNDER_WAY;
        };
    }

    private static PlacedEnd byRow(Published published, @Nullable OrderState row) {
        OrderState before = published.before();
        if (row == null || published.wasThere()) {
            return PlacedEnd.UNDER_WAY; // what was there before proves nothing of this one
        }
        if (published.hash().equals(row.hash())) {
            return before == null ? PlacedEnd.STORED : PlacedEnd.REPLACED;
        }
        boolean newer = row.time().isAfter(published.order().timestamp());
        boolean since = before == null || !row.hash().equals(before.hash());
        return newer && since ? PlacedEnd.SUPERSEDED : PlacedEnd.UNDER_WAY;
    }

    private static String reason(ConsumerLine line) {
        return line.faults().isEmpty()
                ? String.valueOf(line.explanation())
                : line.faults().get(0).message();
    }
}
