package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A topic, a function and a table: what is published is stored at once, by the store's own rule. Thread-safe. */
public final class FakePipeline implements BatchPublisher, FunctionLog, OrderRows, ImportLedger {
    private final Clock clock;
    public final List<Order> published = new ArrayList<>();
    public final List<String> ledger = new ArrayList<>();
    private final Map<String, OrderState> rows = new HashMap<>();
    private final List<ConsumerLine> lines = new ArrayList<>();

    /** Whether the function runs. */
    public boolean stores = true;
    /** Whether the function's lines can be read. */
    public boolean tells = true;
    /** What happens to a request instead; null for what happens usually. */
    public @Nullable Request instead;

    public int requests;
    public int rowReads;

    /** A request that fails. */
    @FunctionalInterface
    public interface Request {
        /** Null for what happens usually. */
        @Nullable
        List<Answer> answer(List<Order> orders) throws PortException;
    }

    public FakePipeline(Clock clock) {
        this.clock = clock;
    }

    public ImportPorts ports() {
        return new ImportPorts(this, this, this, this);
    }

    @Override
    public synchronized List<Answer> publish(List<Order> orders) throws PortException {
        requests++;
        List<Answer> other = instead == null ? null : instead.answer(orders);
        return other == null ? taken(orders) : other;
    }

    /** Of what was published, in its order. */
    public synchronized List<String> orderIds() {
        return published.stream().map(Order::orderId).toList();
    }

    /** Takes them, as usual. */
    public synchronized List<Answer> taken(List<Order> orders) {
        List<Answer> answers = new ArrayList<>();
        for (Order order : orders) {
            published.add(order);
            String id = "m-" + published.size();
            answers.add(new Answer(id, null, false));
            if (stores) {
                store(order, id);
            }
        }
        return answers;
    }

    /** The function gets it. */
    public synchronized void store(Order order, String publishId) {
        OrderState before = rows.get(order.orderId());
        String hash = OrdersTable.eventHash(order);
        int newer = before == null ? 1 : before.compareTo(order.timestamp(), hash);
        Instant now = clock.instant();
        if (newer > 0) {
            rows.put(order.orderId(), new OrderState(order.timestamp(), hash, now, now, Map.of()));
        }
        line(
                order,
                publishId,
                before == null ? "STORED" : newer > 0 ? "REPLACED" : "UNCHANGED",
                newer > 0 ? null : newer == 0 ? "DUPLICATE" : "SUPERSEDED",
                1);
    }

    public synchronized void line(
            Order order, @Nullable String publishId, String outcome, @Nullable String reason, int receiveCount) {
        boolean failed = outcome.equals("FAILED");
        lines.add(new ConsumerLine(
                clock.instant(),
                outcome,
                "q-" + lines.size(),
                order.orderId(),
                publishId,
                clock.instant(),
                OrdersTable.eventHash(order),
                receiveCount,
                reason,
                failed ? "STORE_THROTTLED" : null,
                failed ? "too much" : null,
                List.of()));
    }

    public synchronized void put(String orderId, OrderState row) {
        rows.put(orderId, row);
    }

    @Override
    public synchronized Page read(Instant from, Instant to, boolean failuresOnly, @Nullable String next)
            throws PortException {
        if (!tells) {
            throw new PortException(PortException.Kind.DENIED, "log", "may not be read");
        }
        List<ConsumerLine> within = lines.stream()
                .filter(line -> !line.time().isBefore(from) && line.time().isBefore(to))
                .toList();
        int start = next == null ? 0 : Integer.parseInt(next);
        int end = Math.min(within.size(), start + 100);
        return new Page(within.subList(start, end), end < within.size() ? Integer.toString(end) : null);
    }

    @Override
    public synchronized Map<String, OrderState> read(Collection<String> orderIds) {
        rowReads += orderIds.size();
        Map<String, OrderState> found = new TreeMap<>();
        orderIds.forEach(id -> {
            OrderState row = rows.get(id);
            if (row != null) {
                found.put(id, row);
            }
        });
        return found;
    }

    @Override
    public synchronized void note(
            Instant at, String act, String id, ImportHead head, @Nullable String note, Map<String, Long> counts) {
        ledger.add(act + " " + id + (note == null ? "" : " " + note));
    }
}
