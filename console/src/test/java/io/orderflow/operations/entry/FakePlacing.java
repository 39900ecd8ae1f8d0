package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.orders.FakeOrderTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What it takes to place orders, over a table in memory that a test fills. */
public final class FakePlacing implements PlacedBook {
    private final OrderPublisher publisher;
    private final FakeOrderTable table;
    private final List<Placed> book = new ArrayList<>();
    /** What the function wrote. */
    public final List<ConsumerLine> lines = new CopyOnWriteArrayList<>();

    /** What is in the way. */
    public final List<Trouble> troubles = new CopyOnWriteArrayList<>();

    /** How often rows were asked for. */
    public int looks;

    /** @param publisher publishes, and whatever then happens */
    public FakePlacing(OrderPublisher publisher, FakeOrderTable table) {
        this.publisher = publisher;
        this.table = table;
    }

    public PlacingTools tools() {
        return new PlacingTools(
                publisher,
                (from, to, failuresOnly, next) -> new FunctionLog.Page(
                        lines.stream()
                                .filter(line -> line.failed() || !failuresOnly)
                                .toList(),
                        null),
                this::rows,
                () -> List.copyOf(troubles),
                this);
    }

    private Map<String, OrderState> rows(Collection<String> ids) throws PortException {
        looks++;
        return table.states(ids);
    }

    @Override
    public synchronized void add(Placed placed) {
        book.add(placed);
    }

    @Override
    public synchronized List<Placed> newest(int most) {
        List<Placed> newest = new ArrayList<>();
        for (int i = book.size() - 1; i >= 0 && newest.size() < most; i--) {
            newest.add(book.get(i));
        }
        return newest;
    }

    @Override
    public synchronized List<Placed> of(String orderId) {
        return book.stream()
                .filter(each -> each.order().orderId().equals(orderId))
                .toList();
    }
}
