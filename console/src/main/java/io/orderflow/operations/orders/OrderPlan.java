package io.orderflow.operations.orders;

import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterOperator;
import io.orderflow.operations.filter.FilterTerm;
import io.orderflow.operations.filter.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** How the orders that a filter asks for are read: by the cheapest way that leaves none of them out. */
public sealed interface OrderPlan {
    /**
     * The consumer takes an order up to 24 h before its time, an hour for clocks that differ: what is after a time was not
     * stored earlier than this before it.
     */
    Duration LONGEST_BEFORE = Duration.ofHours(25);

    /** GetItem, as BatchGetItem where there are several. */
    record ById(List<String> orderIds) implements OrderPlan {
        public ById {
            orderIds = List.copyOf(orderIds);
        }

        @Override
        public String index() {
            return "GetItem";
        }

        @Override
        public OrderCursor open(OrderTable table, ReadAllowance allowance, Instant now, ExecutorService threads) {
            return new IdCursor(table, allowance, orderIds);
        }
    }

    /** The index orders-by-user. */
    record ByUser(List<String> userIds) implements OrderPlan {
        public ByUser {
            userIds = List.copyOf(userIds);
        }

        @Override
        public String index() {
            return "orders-by-user";
        }

        @Override
        public OrderCursor open(OrderTable table, ReadAllowance allowance, Instant now, ExecutorService threads) {
            return new UserCursor(table, allowance, userIds);
        }
    }

    /**
     * The index recent-orders, which has what the consumer stored.
     *
     * @param stored when they were stored
     */
    record Recent(TimeSpan stored) implements OrderPlan {
        @Override
        public String index() {
            return "recent-orders";
        }

        @Override
        public OrderCursor open(OrderTable table, ReadAllowance allowance, Instant now, ExecutorService threads) {
            return new RecentCursor(table, allowance, stored, now);
        }
    }

    /** The whole table, which has what others stored, too. */
    record Scan() implements OrderPlan {
        @Override
        public String index() {
            return "scan";
        }

        @Override
        public OrderCursor open(OrderTable table, ReadAllowance allowance, Instant now, ExecutorService threads) {
            return new ScanCursor(table, allowance, threads);
        }
    }

    /** The plan for a filter; a scan only where it is asked for. */
    static OrderPlan of(Filter filter, Instant now, boolean scan) {
        List<String> ids = values(filter, "id");
        if (!ids.isEmpty()) {
            return new ById(ids);
        }
        if (scan) {
            return new Scan();
        }
        List<String> users = values(filter, "user");
        if (!users.isEmpty()) {
            return new ByUser(users);
        }
        Instant after = OrderRow.KEYS.span(filter, "after", now).from();
        TimeSpan by = new TimeSpan(after == null ? null : after.minus(LONGEST_BEFORE), null);
        return new Recent(OrderRow.KEYS.span(filter, "stored", now).and(by));
    }

    /** Of the first term that names whole values of a key; none where there is no such term. */
    private static List<String> values(Filter filter, String key) {
        return filter.terms().stream()
                .filter(term -> term.key().equals(key) && term.operator() == FilterOperator.IS && !term.negated())
                .findFirst()
                .map(FilterTerm::values)
                .orElse(List.of())
                .stream()
                .distinct()
                .toList();
    }

    /** For people and machines. */
    String index();

    /**
     * Begins to read.
     *
     * @param threads for reads beside each other
     */
    OrderCursor open(OrderTable table, ReadAllowance allowance, Instant now, ExecutorService threads);
}
