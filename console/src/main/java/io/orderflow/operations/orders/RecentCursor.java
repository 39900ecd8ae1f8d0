package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks back through the index recent-orders, day by day, the shards of a day merged. As the index has no beginning, it
 * stops to ask after some days in a row without a row, unless it was told how far to go; where it goes on, it takes four
 * times as many.
 */
final class RecentCursor implements OrderCursor {
    /** Days in a row without a row, after which it asks. */
    static final int EMPTY_DAYS = 7;

    /** The consumer's clock may have begun the next day. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int FURTHER = 4;
    /** Beyond its share of what is wanted, as shards are not of equal length. */
    private static final int SPARE = 16;

    private final OrderTable table;
    private final ReadAllowance allowance;
    private final TimeSpan stored;
    private final LocalDate first;
    private LocalDate day;
    private List<RowStream> shards;
    private boolean dayHasRows;
    private int emptyDays;
    private int patience = EMPTY_DAYS;

    /** @param stored when they were stored */
    RecentCursor(OrderTable table, ReadAllowance allowance, TimeSpan stored, Instant now) {
        this.table = table;
        this.allowance = allowance;
        this.stored = stored;
        Instant last = now.plus(SKEW);
        Instant to = stored.to();
        this.day = OrdersTable.day(to == null || to.isAfter(last) ? last : to);
        Instant from = stored.from();
        this.first = from == null ? LocalDate.of(1970, 1, 1) : OrdersTable.day(from);
        this.shards = open(day);
    }

    private List<RowStream> open(LocalDate of) {
        List<RowStream> opened = new ArrayList<>();
        for (String dayShard : OrdersTable.dayShards(of, table.shards())) {
            opened.add(new RowStream(allowance.of((after, limit) -> table.recent(dayShard, stored, after, limit))));
        }
        return opened;
    }

    @Override
    public Step next(int wanted) throws PortException {
        List<OrderRow> rows = new ArrayList<>();
        try {
            return walk(wanted, rows);
        } catch (ReadAllowance.EndedException ended) {
            return new Step(rows, true, null);
        }
    }

    private Step walk(int wanted, List<OrderRow> rows) throws PortException {
        int limit = wanted / table.shards() + SPARE;
        while (rows.size() < wanted) {
            if (day.isBefore(first)) {
                return new Step(rows, false, null);
            }
            OrderRow row = RowStream.takeFirst(shards, limit);
            if (row != null) {
                rows.add(row);
                dayHasRows = true;
                continue;
            }
            emptyDays = dayHasRows ? 0 : emptyDays + 1;
            dayHasRows = false;
            day = day.minusDays(1);
            shards = open(day);
            if (stored.from() == null && emptyDays == patience) {
                var empty = new EmptyDays(day.plusDays(1), day.plusDays(emptyDays));
                patience *= FURTHER;
                return new Step(rows, true, empty);
            }
        }
        return new Step(rows, true, null);
    }
}
