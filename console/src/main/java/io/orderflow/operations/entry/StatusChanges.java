package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives orders another status, as {@link ChangeStatus} says: each row is read consistently just before its event is published,
 * and an order that is no longer what somebody saw is left out. Blocks. Thread-safe.
 */
public final class StatusChanges {
    /** So many rows are read together: their events follow within about a second. */
    private static final int TOGETHER = 10;

    /** Why an order is left out. */
    public enum Why {
        NOT_THERE,
        /** It is not what was shown. */
        DIFFERS,
        /** By the rule book: its event would be refused. */
        NO_ORDER,
        NOT_PUBLISHED,
        /** Nobody answered whether its event was taken. */
        MAYBE_PUBLISHED,
        CANCELLED
    }

    /**
     * An event that is under way.
     *
     * @param from the status before, as it stood in the row
     */
    public record Published(String orderId, String from, Order event, String publishId) {}

    /**
     * An order that gets no event.
     *
     * @param now its status where it differs; null where that is not known
     * @param cause why it is no order or was not published; null for the others
     */
    public record LeftOut(String orderId, Why why, @Nullable String now, @Nullable Exception cause) {}

    /** What became of each, in the order in which they were asked for. */
    public record Result(List<Published> published, List<LeftOut> leftOut) {
        public Result {
            published = List.copyOf(published);
            leftOut = List.copyOf(leftOut);
        }

        /** With more that were left out. */
        public Result with(List<LeftOut> more) {
            return new Result(
                    published, Stream.concat(leftOut.stream(), more.stream()).toList());
        }

        public boolean cancelled() {
            return leftOut.stream().anyMatch(each -> each.why() == Why.CANCELLED);
        }
    }

    private static final Reason LOST = new Reason(
            "orders_lost",
            List.of(),
            "OrderQueue has no subscription of OrderTopic, so nobody would keep the events: nothing was published; apply"
                    + " the setup first.");

    private final PlacingTools tools;
    private final Clock clock;

    public StatusChanges(PlacingTools tools, Clock clock) {
        this.tools = tools;
        this.clock = clock;
    }

    /**
     * Reads rows consistently.
     *
     * @return those that are there, by id
     */
    public Map<String, ShownOrder> look(Collection<String> orderIds) throws PortException {
        Map<String, ShownOrder> rows = new HashMap<>();
        tools.rows().read(orderIds).forEach((id, row) -> rows.put(id, ShownOrder.of(id, row)));
        return rows;
    }

    /**
     * Publishes an event for each of these orders that is as it was shown.
     *
     * @param shown by id; what is not in it was shown as not there
     * @param progress told after each; may cancel between two
     * @throws PortException where no row could be read, or nobody would keep the events: nothing was done
     */
    public Result publish(List<String> orderIds, Map<String, ShownOrder> shown, OrderStatus to, Progress progress)
            throws PortException {
        if (tools.path().read().stream().anyMatch(Trouble::loses)) {
            throw new PortException(PortException.Kind.REFUSED, "OrderTopic", LOST, null);
        }
        var run = new Run(to);
        List<String> ids = orderIds.stream().distinct().toList();
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + TOGETHER));
            Map<String, OrderState> rows = Map.of();
            if (run.ended == null && !progress.cancelled()) {
                try {
                    rows = tools.rows().read(some);
                } catch (PortException e) {
                    if (from == 0) {
                        throw e;
                    }
                    run.ended = e;
                }
            }
            for (String id : some) {
                if (progress.cancelled()) {
                    run.leave(id, Why.CANCELLED, null, null);
                } else if (run.ended != null) {
                    run.leave(id, Why.NOT_PUBLISHED, null, run.ended);
                } else {
                    run.one(id, shown.get(id), rows.get(id));
                }
                progress.update(run.done(), ids.size(), "Publishing");
            }
        }
        return new Result(run.published, run.leftOut);
    }

    private final class Run {
        private final OrderStatus to;
        private final List<Published> published = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        /** Why nothing more can be published. */
        private @Nullable PortException ended;

        Run(OrderStatus to) {
            this.to = to;
        }

        int done() {
            return published.size() + leftOut.size();
        }

        void leave(String id, Why why, @Nullable String now, @Nullable Exception cause) {
            leftOut.add(new LeftOut(id, why, now, cause));
        }

        void one(String id, @Nullable ShownOrder shown, @Nullable OrderState row) {
            if (row == null) {
                leave(id, Why.NOT_THERE, null, null);
                return;
            }
            Order event;
            try {
                event = ChangeStatus.of(row, to, clock.instant());
            } catch (MalformedOrderException odd) {
                leave(id, Why.NO_ORDER, null, odd);
                return;
            }
            ShownOrder now = ShownOrder.of(id, row);
            if (!now.equals(shown)) {
                leave(id, Why.DIFFERS, now.status(), null);
                return;
            }
            try {
                String publishId = tools.publisher().publish(event);
                published.add(new Published(id, String.valueOf(now.status()), event, publishId));
            } catch (PortException e) {
                boolean unanswered = e.kind() == PortException.Kind.UNREACHABLE;
                leave(id, unanswered ? Why.MAYBE_PUBLISHED : Why.NOT_PUBLISHED, null, e);
                ended = concernsAll(e) ? e : null;
            }
        }
    }

    /** The next would only wait for the same. */
    private static boolean concernsAll(PortException fault) {
        return switch (fault.kind()) {
            case UNREACHABLE, CREDENTIALS, DENIED, MISSING, OLD_DATA -> true;
            case THROTTLED, BUSY, REFUSED -> false;
        };
    }
}
