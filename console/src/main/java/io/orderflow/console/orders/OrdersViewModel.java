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
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderReading;
import io.orderflow.operations.orders.OrderReading.Standing;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
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
        /** The table has no index for what is asked: a scan finds it. */
        NO_INDEX,
        /** The last read failed; rows from before are kept. */
        FAILED
    }

    private record Followed(OrderReading of, Set<String> ids) {}

    private final OrderTable orders;
    private final TaskRunner runner;
    private final ConnectionMonitor monitor;
    private final Clock clock;
    private final OrdersLoader loader;
    private final Poller<Optional<Followed>> poller;
    private final Ticker ticker;
    private final NewRows news;
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<OrderRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyDoubleWrapper readUnits = new ReadOnlyDoubleWrapper();
    private final ReadOnlyStringWrapper absent = new ReadOnlyStringWrapper("");
    private final RowsViewModel<OrderRow> table;
    private final PickedOrders picked;
    private TaskHandle finding = TaskHandle.NONE;
    private TaskHandle asking = TaskHandle.NONE;
    private TaskHandle late = TaskHandle.NONE;
    private boolean shown;

    /**
     * @param interval between two looks at the changes while shown: about 1 s embedded, 5 s on AWS
     * @param zone of times in filters
     * @param memory of filters
     */
    public OrdersViewModel(
            OrderTools tools,
            ConnectionMonitor monitor,
            TaskRunner runner,
            Clock clock,
            Duration interval,
            ZoneId zone,
            Memory memory) {
        this.orders = tools.table();
        this.runner = runner;
        this.monitor = monitor;
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(clock.instant());
        this.news = new NewRows(memory);
        this.loader = new OrdersLoader(tools, runner, clock, this::read, this::failed);
        this.poller = new Poller<>(
                runner, interval, progress -> follow(), new TaskCallbacks<>(this::followed, this::notFollowed));
        this.table = new RowsViewModel<>("orders", OrderRow::orderId, OrderRow.KEYS, runner, clock, zone, memory);
        this.picked = new PickedOrders(table.selectedProperty());
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
        OrderReading opened = loader.current();
        if (opened == null || opened.stale()) {
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
        boolean readable = state.get() != State.NO_INDEX && state.get() != State.MISSING;
        if (shown && readable && followable() && !paused.get() && loader.current() != null) {
            poller.start();
        } else {
            poller.stop();
            late.cancel();
        }
    }

    /** Changes are read by the index recent-orders, which a table that was scanned may lack. */
    private boolean followable() {
        Standing standing = loader.standingProperty().get();
        TableSize size = standing == null ? null : standing.size();
        return size == null || size.recentItems() != null;
    }

    /** Reads the newest rows afresh; what was deleted meanwhile goes. */
    public void refresh() {
        asking.cancel();
        loader.open(table.filterProperty().get(), false, OrdersLoader.PAGE_UNITS);
    }

    /** Looks through the whole table for what the filter asks, until so much was spent. */
    public void scan(double units) {
        asking.cancel();
        loader.open(table.filterProperty().get(), true, units);
    }

    /** The filter is another one: what is loaded is filtered at once, and what it asks for is read soon after the last key. */
    private void filtered(Filter filter) {
        OrderReading opened = loader.current();
        asking.cancel();
        if (opened != null && !opened.filter().equals(filter)) {
            asking = runner.later(TYPING, this::refresh);
        }
    }

    /** Reads another page, where there is one and none is being read; called as somebody scrolls to the end. */
    public void readOn() {
        loader.readOn();
    }

    /** Goes on where it stopped to ask: at days without a row, or when its budget was spent. */
    public void lookFurther() {
        loader.lookFurther();
    }

    /** Ends reading on; what was read so far stays. */
    public void stopReading() {
        loader.stop();
    }

    private void read(boolean byIndex) {
        news.readAfresh();
        ended(byIndex ? State.READY : State.NO_INDEX);
        publish();
        monitor.succeeded();
    }

    private void ended(State as) {
        state.set(as);
        fault.set(null);
        poll();
    }

    private void failed(Throwable cause) {
        boolean missing = cause instanceof PortException port && port.kind() == PortException.Kind.MISSING;
        state.set(missing ? State.MISSING : State.FAILED);
        fault.set(missing ? null : cause);
        if (missing) {
            loader.forget();
            show(List.of());
            poll();
        }
        monitor.failed(cause);
    }

    private Optional<Followed> follow() throws PortException {
        OrderReading opened = loader.current();
        return opened == null ? Optional.empty() : Optional.of(new Followed(opened, opened.follow()));
    }

    private void followed(Optional<Followed> answer) {
        now.set(clock.instant());
        Followed followed = answer.orElse(null);
        if (followed == null || followed.of() != loader.current()) {
            return;
        }
        news.came(followed.ids(), now.get());
        boolean read = loader.standingProperty().get() != null;
        boolean missing = !read || followed.of().stale();
        if (missing && !loader.readingProperty().get()) {
            refresh(); // it failed before and the endpoint is back, or more came than was read
        } else if (read) {
            publish();
        }
        if (read && state.get() == State.FAILED && !loader.readingProperty().get()) {
            ended(State.READY);
        }
        monitor.succeeded();
        if (followed.of().lateDue()) {
            followLate(followed.of());
        }
    }

    /** Beside the next looks: it reads much where much is stored. */
    private void followLate(OrderReading opened) {
        late.cancel();
        late = runner.lane(Lane.POLLS)
                .run(
                        progress -> new Followed(opened, opened.followLate()),
                        new TaskCallbacks<>(
                                found -> {
                                    if (found.of() == loader.current()) {
                                        news.came(found.ids(), clock.instant());
                                        publish();
                                    }
                                },
                                monitor::failed));
    }

    private void notFollowed(Throwable cause) {
        boolean read = loader.standingProperty().get() != null
                || loader.readingProperty().get();
        boolean missing = cause instanceof PortException port && port.kind() == PortException.Kind.MISSING;
        if (missing || !read) {
            refresh(); // it tells a table from an index that is missing
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
        OrderReading opened = loader.current();
        if (found.isEmpty()) {
            absent.set(table.selectedProperty().get() == null ? orderId : "");
        } else if (opened != null) {
            opened.add(found.get(0));
            publish();
        }
        monitor.succeeded();
    }

    /** Asks the table how big it is, so that a scan can be priced. */
    void price(Consumer<TableSize> told) {
        TaskHandle unused =
                runner.lane(Lane.ACTS).run(progress -> orders.size(), new TaskCallbacks<>(told, this::failed));
    }

    /** How what is shown is read; null before the first time. */
    @Nullable
    OrderPlan plan() {
        OrderReading opened = loader.current();
        return opened == null ? null : opened.plan();
    }

    /** How many rows came or changed since they were read, and pass. */
    long came() {
        OrderReading opened = loader.current();
        return opened == null ? 0 : opened.came();
    }

    private void publish() {
        OrderReading opened = loader.current();
        if (opened != null) {
            readUnits.set(opened.readUnits());
            if (opened.rows() != rows.get()) {
                show(opened.rows());
            }
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

    /** Those that an act is about. */
    public PickedOrders picked() {
        return picked;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far it was read; null before the first answer, and where there is no index for it. */
    public ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
        return loader.standingProperty();
    }

    /** What reading and following what is shown has cost. */
    public ReadOnlyDoubleProperty readUnitsProperty() {
        return readUnits.getReadOnlyProperty();
    }

    /** Whether rows are being read on. */
    public ReadOnlyBooleanProperty readingProperty() {
        return loader.readingProperty();
    }

    /** Rows that were looked at so far, whether they passed or not. */
    public ReadOnlyLongProperty seenProperty() {
        return loader.seenProperty();
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
