package io.orderflow.console.orders;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.OrderById;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.ReadMark;
import io.orderflow.operations.orders.RecentOrders;
import io.orderflow.operations.orders.RecentPage;
import io.orderflow.operations.session.Memory;
import io.orderflow.store.StoredOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** What was stored lately, newest first; reads changes while shown and keeps the selection by order id. FX thread. */
public final class OrdersViewModel {
    /** Rows of the first load. */
    static final int FIRST = 200;

    /** Rows kept while changes come in. */
    static final int CAPACITY = 500;

    /** After a longer pause the newest rows are read afresh instead of everything that changed. */
    static final Duration LONGEST_GAP = Duration.ofMinutes(10);

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int FURTHER = 4;

    /** What the table can say about itself. */
    public enum State {
        /** Nothing was read yet. */
        LOADING,
        /** The rows are what the table has. */
        READY,
        /** The table or its index does not exist: Setup creates it. */
        MISSING,
        /** The last read failed; rows from before are kept. */
        FAILED
    }

    private record Read(boolean all, RecentPage page) {}

    private final RecentOrders orders;
    private final OrderById byId;
    private final TaskRunner runner;
    private final ConnectionMonitor monitor;
    private final Clock clock;
    private final Poller<Read> poller;
    private final Ticker ticker;
    private final Map<String, OrderRow> known = new HashMap<>();
    private final ReadOnlyObjectWrapper<List<OrderRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyObjectWrapper<Integer> days = new ReadOnlyObjectWrapper<>(RecentOrders.DEFAULT_DAYS);
    private final ReadOnlyStringWrapper absent = new ReadOnlyStringWrapper("");
    private final RowsViewModel<OrderRow> table;
    private TaskHandle finding = TaskHandle.NONE;
    // Written here, read by the work in the background.
    private volatile @Nullable ReadMark mark;
    private volatile int daysBack = RecentOrders.DEFAULT_DAYS;

    /**
     * @param interval between two reads while shown: about 1 s embedded, 5 s on AWS
     * @param zone of times in filters
     * @param memory of filters
     */
    public OrdersViewModel(
            RecentOrders orders,
            OrderById byId,
            ConnectionMonitor monitor,
            TaskRunner runner,
            Clock clock,
            Duration interval,
            ZoneId zone,
            Memory memory) {
        this.orders = orders;
        this.byId = byId;
        this.runner = runner;
        this.monitor = monitor;
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.poller =
                new Poller<>(runner, interval, progress -> read(), new TaskCallbacks<>(this::loaded, this::failed));
        this.table =
                new RowsViewModel<>("orders", row -> row.order().orderId(), OrderRow.KEYS, runner, clock, zone, memory);
        this.ticker = new Ticker(runner, TICK, this::tick);
    }

    private void tick() {
        now.set(clock.instant());
        table.timePassed();
    }

    public void shown() {
        ticker.start();
        poller.start();
    }

    public void hidden() {
        poller.stop();
        ticker.stop();
    }

    /** Reads the newest rows afresh; what was deleted meanwhile goes. */
    public void refresh() {
        mark = null;
        poller.now();
    }

    /** Looks for older rows too, where the days so far had fewer than fit. */
    public void lookFurther() {
        daysBack = daysBack * FURTHER;
        days.set(daysBack);
        refresh();
    }

    /** Selects an order; one that is not loaded is looked for, and selected when it comes. Null selects none. */
    public void select(@Nullable String orderId) {
        finding.cancel();
        absent.set("");
        table.selectedIdProperty().set(orderId);
        if (orderId != null && !known.containsKey(orderId)) {
            finding = runner.run(
                    progress -> byId.find(orderId), new TaskCallbacks<>(row -> found(orderId, row), this::failed));
        }
    }

    private void found(String orderId, Optional<StoredOrder> stored) {
        OrderRow row = stored.map(found -> OrderRow.of(found, null)).orElse(null);
        if (row == null) {
            absent.set(known.containsKey(orderId) ? "" : orderId);
        } else if (known.putIfAbsent(orderId, row) == null) {
            publish();
        }
        monitor.succeeded();
    }

    /** The order that was asked for by its id and is not in the table; empty when there is none. */
    public ReadOnlyStringProperty absentProperty() {
        return absent.getReadOnlyProperty();
    }

    private Read read() throws PortException {
        ReadMark from = mark;
        if (from == null || Duration.between(from.readAt(), clock.instant()).compareTo(LONGEST_GAP) > 0) {
            return new Read(true, orders.newest(FIRST, daysBack));
        }
        return new Read(false, orders.changedSince(from, CAPACITY));
    }

    private void loaded(Read read) {
        Instant arrived = clock.instant();
        now.set(arrived);
        boolean first = state.get() == State.LOADING || state.get() == State.MISSING;
        boolean changed = read.all() ? replace(read.page(), first ? null : arrived) : merge(read.page(), arrived);
        mark = read.page().mark();
        if (changed) {
            publish();
        }
        state.set(State.READY);
        fault.set(null);
        monitor.succeeded();
    }

    private boolean replace(RecentPage page, @Nullable Instant arrived) {
        Map<String, OrderRow> before = Map.copyOf(known);
        known.clear();
        for (StoredOrder stored : page.rows()) {
            OrderRow row = row(stored, before.get(stored.order().orderId()), arrived);
            if (row != null) {
                known.put(stored.order().orderId(), row);
            }
        }
        return !before.equals(known);
    }

    private boolean merge(RecentPage page, Instant arrived) {
        boolean changed = false;
        for (StoredOrder stored : page.rows()) {
            String id = stored.order().orderId();
            OrderRow before = known.get(id);
            OrderRow row = row(stored, before, arrived);
            boolean newer =
                    row != null && (before == null || before.processedAt().isBefore(row.processedAt()));
            if (newer) {
                known.put(id, row);
                changed = true;
            }
        }
        return changed;
    }

    /** The row, or the one from before when it is the same writing of the same order. */
    private static @Nullable OrderRow row(StoredOrder stored, @Nullable OrderRow before, @Nullable Instant arrived) {
        return before != null && before.processedAt().equals(stored.processedAt())
                ? before
                : OrderRow.of(stored, arrived);
    }

    /** All changes of one read become one list. */
    private void publish() {
        List<OrderRow> sorted = new ArrayList<>(known.values());
        sorted.sort(OrderRow.NEWEST_FIRST);
        if (sorted.size() > CAPACITY) {
            String selected = table.selectedIdProperty().get();
            sorted.subList(CAPACITY, sorted.size())
                    .removeIf(row -> !row.order().orderId().equals(selected));
        }
        if (sorted.size() < known.size()) {
            known.keySet()
                    .retainAll(sorted.stream().map(row -> row.order().orderId()).toList());
        }
        rows.set(List.copyOf(sorted));
        table.show(rows.get());
    }

    private void failed(Throwable cause) {
        boolean missing = cause instanceof PortException port && port.kind() == PortException.Kind.MISSING;
        state.set(missing ? State.MISSING : State.FAILED);
        fault.set(missing ? null : cause);
        if (missing) {
            mark = null;
            known.clear();
            publish();
        }
        monitor.failed(cause);
    }

    /** Newest first; a new list whenever something changed. */
    public ReadOnlyObjectProperty<List<OrderRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** As it was last seen; null when nothing is selected, or it has not come yet. */
    @SuppressWarnings("NullAway") // it takes the row for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable OrderRow> selectedProperty() {
        return table.selectedProperty();
    }

    /** The rows as they are filtered, sorted and selected. */
    public RowsViewModel<OrderRow> table() {
        return table;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why the last read failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Once a second while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** How many days the newest rows were looked for. */
    public ReadOnlyObjectProperty<Integer> daysProperty() {
        return days.getReadOnlyProperty();
    }
}
