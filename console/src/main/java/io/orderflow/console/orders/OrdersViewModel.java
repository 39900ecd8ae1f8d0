package io.orderflow.console.orders;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Lane;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderReading;
import io.orderflow.operations.orders.OrderReading.Standing;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * The orders that the filter asks for, newest first: a page at a time as somebody scrolls, and kept as the table has them
 * while shown. FX thread.
 */
public final class OrdersViewModel {
    /** Rows of a page. */
    static final int PAGE = 200;

    /** What reading on may cost before it asks: some 40,000 rows of 200 bytes, $0.0001. */
    static final double PAGE_UNITS = 1_000;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration TYPING = Duration.ofMillis(300);

    /** What the table can say about itself. */
    public enum State {
        /** Nothing was read yet. */
        LOADING,
        /** The rows are what the table has. */
        READY,
        /** The table does not exist: Setup creates it. */
        MISSING,
        /** The table has no index by which the newest can be read: a scan finds its rows. */
        NO_INDEX,
        /** The last read failed; rows from before are kept. */
        FAILED
    }

    private record Read(OrderReading of, @Nullable Standing standing, @Nullable TableSize withoutIndex) {}

    private record Followed(OrderReading of, Set<String> ids) {}

    private final OrderTable orders;
    private final TaskRunner runner;
    private final ConnectionMonitor monitor;
    private final Clock clock;
    private final ExecutorService threads;
    private final Poller<Followed> poller;
    private final Ticker ticker;
    private final NewRows news = new NewRows();
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<OrderRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable TableSize> withoutIndex = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyStringWrapper absent = new ReadOnlyStringWrapper("");
    private final RowsViewModel<OrderRow> table;
    private TaskHandle finding = TaskHandle.NONE;
    private TaskHandle asking = TaskHandle.NONE;
    private TaskHandle load = TaskHandle.NONE;
    private boolean shown;
    /** Read by work in the background; null before the first time. */
    private volatile @Nullable OrderReading current;

    /**
     * @param interval between two looks at the changes while shown: about 1 s embedded, 5 s on AWS
     * @param zone of times in filters
     * @param memory of filters
     * @param threads for reads beside each other
     */
    public OrdersViewModel(
            OrderTable orders,
            ConnectionMonitor monitor,
            TaskRunner runner,
            Clock clock,
            Duration interval,
            ZoneId zone,
            Memory memory,
            ExecutorService threads) {
        this.orders = orders;
        this.runner = runner;
        this.monitor = monitor;
        this.clock = clock;
        this.threads = threads;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.poller = new Poller<>(
                runner, interval, progress -> follow(), new TaskCallbacks<>(this::followed, this::notFollowed));
        this.table = new RowsViewModel<>("orders", OrderRow::orderId, OrderRow.KEYS, runner, clock, zone, memory);
        this.ticker = new Ticker(runner, TICK, this::tick);
        table.filterProperty().subscribe(this::filtered);
        paused.subscribe(this::poll);
    }

    private void tick() {
        now.set(clock.instant());
        news.tick(now.get());
        table.timePassed();
    }

    public void shown() {
        shown = true;
        ticker.start();
        OrderReading reading = current;
        if (reading == null || reading.stale()) {
            refresh();
        }
        poll();
    }

    public void hidden() {
        shown = false;
        poll();
        ticker.stop();
    }

    private void poll() {
        boolean follows = shown && !paused.get() && state.get() != State.NO_INDEX && state.get() != State.MISSING;
        if (follows) {
            poller.start();
        } else {
            poller.stop();
        }
    }

    /** Reads the newest rows afresh; what was deleted meanwhile goes. */
    public void refresh() {
        open(false, PAGE_UNITS);
    }

    /** Looks through the whole table for what the filter asks, until so much was spent. */
    public void scan(double units) {
        open(true, units);
    }

    private void open(boolean scan, double units) {
        asking.cancel();
        load.cancel();
        reading.set(false);
        OrderReading opened = new OrderReading(orders, table.filterProperty().get(), scan, clock, threads);
        current = opened;
        readOn(opened, units);
    }

    /** The filter is another one: what is loaded is filtered at once, and what it asks for is read soon after the last key. */
    private void filtered(Filter filter) {
        OrderReading reading = current;
        if (reading != null && !reading.filter().equals(filter)) {
            asking.cancel();
            asking = runner.later(TYPING, this::refresh);
        }
    }

    /** Reads another page, where there is one and none is being read; called as somebody scrolls to the end. */
    public void readOn() {
        Standing was = standing.get();
        OrderReading opened = current;
        if (opened != null && was != null && was.stop() == Stop.ENOUGH && !reading.get() && !was.cut()) {
            readOn(opened, was.readUnits() + PAGE_UNITS);
        }
    }

    /** Goes on where it stopped to ask: at days without a row, or when its budget was spent. */
    public void lookFurther() {
        Standing was = standing.get();
        OrderReading opened = current;
        if (opened != null && was != null && !reading.get()) {
            readOn(opened, was.readUnits() + PAGE_UNITS);
        }
    }

    /** Ends reading on; what was read so far stays. */
    public void stopReading() {
        load.cancel();
    }

    private void readOn(OrderReading opened, double units) {
        reading.set(true);
        Lane lane = opened.plan() instanceof OrderPlan.Scan ? Lane.JOBS : Lane.ACTS;
        load = runner.lane(lane)
                .run(
                        progress -> read(opened, units, progress),
                        new TaskCallbacks<>(this::read, cause -> failed(opened, cause)));
    }

    private Read read(OrderReading opened, double units, Progress progress) throws PortException {
        try {
            return new Read(opened, opened.readOn(PAGE, units, watcher(progress)), null);
        } catch (PortException e) {
            boolean byIndex = opened.plan() instanceof OrderPlan.Recent || opened.plan() instanceof OrderPlan.ByUser;
            if (e.kind() == PortException.Kind.MISSING && byIndex) {
                return new Read(opened, null, orders.size()); // fails where it is the table that is missing
            }
            throw e;
        }
    }

    private static Watcher watcher(Progress progress) {
        return new Watcher() {
            @Override
            public void progress(long seen, double readUnits) {
                progress.update(seen, -1, "");
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    private void read(Read read) {
        if (read.of() != current) {
            return;
        }
        reading.set(false);
        withoutIndex.set(read.withoutIndex());
        standing.set(read.standing());
        news.readAfresh();
        ended(read.withoutIndex() == null ? State.READY : State.NO_INDEX);
        publish();
        monitor.succeeded();
    }

    private void ended(State as) {
        state.set(as);
        fault.set(null);
        poll();
    }

    private void failed(OrderReading opened, Throwable cause) {
        if (opened == current) {
            reading.set(false);
            failed(cause);
        }
    }

    private void failed(Throwable cause) {
        boolean missing = cause instanceof PortException port && port.kind() == PortException.Kind.MISSING;
        state.set(missing ? State.MISSING : State.FAILED);
        fault.set(missing ? null : cause);
        if (missing) {
            current = null;
            standing.set(null);
            show(List.of());
            poll();
        }
        monitor.failed(cause);
    }

    private @Nullable Followed follow() throws PortException {
        OrderReading opened = current;
        return opened == null ? null : new Followed(opened, opened.follow());
    }

    private void followed(@Nullable Followed followed) {
        now.set(clock.instant());
        if (followed == null || followed.of() != current) {
            return;
        }
        news.came(followed.ids(), now.get());
        if (standing.get() == null && state.get() != State.READY) {
            refresh(); // the endpoint is back
        } else if (!followed.ids().isEmpty()) {
            publish();
        }
        if (state.get() == State.FAILED && !reading.get()) {
            ended(State.READY);
        }
        monitor.succeeded();
    }

    private void notFollowed(Throwable cause) {
        OrderReading opened = current;
        if (opened != null && standing.get() == null && !reading.get()) {
            refresh(); // it says whether it is the table or the index that is missing
        } else {
            failed(cause);
        }
    }

    /** Selects an order; one that is not loaded is looked for, and selected when it comes. Null selects none. */
    public void select(@Nullable String orderId) {
        finding.cancel();
        absent.set("");
        table.selectedIdProperty().set(orderId);
        if (orderId != null && table.selectedProperty().get() == null) {
            finding = runner.run(
                    progress -> orders.byId(List.of(orderId)).rows(),
                    new TaskCallbacks<>(found -> found(orderId, found), this::failed));
        }
    }

    private void found(String orderId, List<OrderRow> found) {
        OrderReading opened = current;
        if (found.isEmpty() || opened == null) {
            absent.set(orderId);
        } else {
            opened.add(found.get(0));
            publish();
        }
        monitor.succeeded();
    }

    private void publish() {
        OrderReading opened = current;
        if (opened != null && opened.rows() != rows.get()) {
            show(opened.rows());
        }
    }

    private void show(List<OrderRow> loaded) {
        rows.set(loaded);
        table.show(loaded);
    }

    /** Which of them have just come. */
    public NewRows news() {
        return news;
    }

    /** The order that was asked for by its id and is not in the table; empty when there is none. */
    public ReadOnlyStringProperty absentProperty() {
        return absent.getReadOnlyProperty();
    }

    /** What is loaded, newest first; a new list whenever something changed. */
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

    /** How far it was read; null before the first answer. */
    @SuppressWarnings("NullAway")
    public ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** The table that has no index for what is asked; null where it has. */
    @SuppressWarnings("NullAway")
    public ReadOnlyObjectProperty<@Nullable TableSize> withoutIndexProperty() {
        return withoutIndex.getReadOnlyProperty();
    }

    /** Whether rows are being read on. */
    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Whether changes are not followed. */
    public BooleanProperty pausedProperty() {
        return paused;
    }

    /** Why the last read failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Once a second while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }
}
