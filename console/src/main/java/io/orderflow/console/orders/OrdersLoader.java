package io.orderflow.console.orders;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.MissingIndex;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderReading;
import io.orderflow.operations.orders.OrderReading.Standing;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import io.orderflow.operations.orders.OrderTools;
import java.time.Clock;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Reads orders a page at a time, of whatever was asked for last. FX thread. */
final class OrdersLoader {
    /** Rows of a page. */
    static final int PAGE = 200;

    /** What reading on may cost before it asks: some 40,000 rows of 200 bytes, $0.0001. */
    static final double PAGE_UNITS = 1_000;

    private record Read(OrderReading of, @Nullable Standing standing) {}

    private final OrderTools tools;
    private final TaskRunner runner;
    private final Clock clock;
    private final Consumer<Boolean> read;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper seen = new ReadOnlyLongWrapper();
    private TaskHandle load = TaskHandle.NONE;
    private double agreed;
    private double allowed;
    /** Read by work in the background; null before the first time. */
    private volatile @Nullable OrderReading current;

    /**
     * @param read told after each page: whether there is an index for what was asked
     * @param failed told of a fault
     */
    OrdersLoader(OrderTools tools, TaskRunner runner, Clock clock, Consumer<Boolean> read, Consumer<Throwable> failed) {
        this.tools = tools;
        this.runner = runner;
        this.clock = clock;
        this.read = read;
        this.failed = failed;
    }

    /** What was asked for last; null before the first time. */
    @Nullable
    OrderReading current() {
        return current;
    }

    /**
     * Asks for something else; what is loaded stays until the first page of it is there.
     *
     * @param units what may be spent until it asks
     */
    void open(Filter filter, boolean scan, double units) {
        agreed = units;
        allowed = units;
        load.cancel();
        reading.set(false);
        var opened = new OrderReading(tools.table(), filter, scan, clock, tools.threads());
        current = opened;
        readOn(opened, units);
    }

    /** Nothing is asked for any more. */
    void forget() {
        load.cancel();
        reading.set(false);
        current = null;
        standing.set(null);
    }

    /** Reads another page, where the last one ended because it was full; of a scan by what is left of what was agreed. */
    void readOn() {
        Standing was = standing.get();
        OrderReading opened = current;
        if (opened != null && was != null && was.stop() == Stop.ENOUGH && !was.cut() && !reading.get()) {
            boolean scan = opened.plan() instanceof OrderPlan.Scan;
            readOn(opened, scan ? allowed - opened.spent() : PAGE_UNITS);
        }
    }

    /** Goes on where it stopped to ask: at days without a row, or when its budget was spent. */
    void lookFurther() {
        Standing was = standing.get();
        OrderReading opened = current;
        if (opened != null && was != null && !reading.get()) {
            allowed = opened.spent() + agreed;
            readOn(opened, agreed);
        }
    }

    /** Ends reading on; what was read so far stays. */
    void stop() {
        OrderReading opened = current;
        if (opened != null && reading.get()) {
            stopping = true;
        }
    }

    private volatile boolean stopping;

    private void readOn(OrderReading opened, double units) {
        stopping = false;
        reading.set(true);
        seen.set(standing.get() == null ? 0 : seen.get());
        Lane lane = opened.plan() instanceof OrderPlan.Scan ? Lane.JOBS : Lane.ACTS;
        load = runner.lane(lane)
                .run(
                        progress -> read(opened, units, progress),
                        new TaskCallbacks<>(this::arrived, cause -> failed(opened, cause), so -> seen.set(so.done())));
    }

    private Read read(OrderReading opened, double units, Progress progress) throws PortException {
        try {
            return new Read(opened, opened.readOn(PAGE, units, watcher(progress)));
        } catch (PortException e) {
            if (MissingIndex.is(e)) {
                return new Read(opened, null);
            }
            throw e;
        }
    }

    private Watcher watcher(Progress progress) {
        return new Watcher() {
            @Override
            public void progress(long rows, double readUnits) {
                progress.update(rows, -1, "");
            }

            @Override
            public boolean cancelled() {
                return stopping || progress.cancelled();
            }
        };
    }

    private void arrived(Read answer) {
        if (answer.of == current) {
            reading.set(false);
            Standing now = answer.standing;
            standing.set(now);
            seen.set(now == null ? 0 : now.seen());
            read.accept(now != null);
        }
    }

    private void failed(OrderReading opened, Throwable cause) {
        if (opened == current) {
            reading.set(false);
            failed.accept(cause);
        }
    }

    /** How far it was read; null before the first answer, and where there is no index for it. */
    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /** Whether a page is being read. */
    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Rows that were looked at so far, whether they passed or not. */
    ReadOnlyLongProperty seenProperty() {
        return seen.getReadOnlyProperty();
    }
}
