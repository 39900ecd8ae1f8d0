package io.orderflow.console.orders;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.orders.OrderJourney;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderTools;
import java.time.Duration;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import org.jspecify.annotations.Nullable;

/**
 * What there is to the selected order, or to one that was asked for and has no row: its row as it is now, and its journey. Read
 * soon after it was selected. FX thread.
 */
public final class OrderDetailsViewModel {
    /** Whoever walks through the rows by keys reads none of them. */
    private static final Duration STAYS = Duration.ofMillis(200);

    private final OrderTools tools;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<@Nullable OrderJourney> journey = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private TaskHandle asking = TaskHandle.NONE;
    private TaskHandle read = TaskHandle.NONE;

    /**
     * Of an order at a time.
     *
     * @param selected its row as the table has it
     * @param absent the order that was asked for by its id and has no row; empty when there is none
     */
    public OrderDetailsViewModel(
            OrderTools tools,
            TaskRunner runner,
            ReadOnlyObjectProperty<? extends @Nullable OrderRow> selected,
            ReadOnlyStringProperty absent) {
        this.tools = tools;
        this.runner = runner.lane(Lane.ACTS);
        Runnable show = () -> {
            OrderRow row = selected.get();
            show(row == null ? absent.get() : row.orderId());
        };
        selected.subscribe(show);
        absent.subscribe(show);
    }

    private void show(String orderId) {
        asking.cancel();
        read.cancel();
        OrderJourney before = journey.get();
        boolean none = orderId.isEmpty();
        if (none || (before != null && !before.orderId().equals(orderId))) {
            journey.set(null);
        }
        fault.set(null);
        reading.set(!none);
        if (!none) {
            asking = runner.later(STAYS, () -> read(orderId));
        }
    }

    private void read(String orderId) {
        read = runner.run(
                progress -> OrderJourney.read(tools.table(), tools.journeys(), orderId),
                new TaskCallbacks<>(this::arrived, this::failed));
    }

    /** Reads on where the log had more pages. */
    public void readOn() {
        OrderJourney so = journey.get();
        if (so != null && so.more() != null && !reading.get()) {
            reading.set(true);
            read = runner.run(progress -> so.readOn(), new TaskCallbacks<>(this::arrived, this::failed));
        }
    }

    private void arrived(OrderJourney arrived) {
        reading.set(false);
        journey.set(arrived);
    }

    private void failed(Throwable cause) {
        reading.set(false);
        fault.set(cause);
    }

    /** Null while none is selected or it is not read yet. */
    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable OrderJourney> journeyProperty() {
        return journey.getReadOnlyProperty();
    }

    /** Why it could not be read; null when it could. */
    @SuppressWarnings("NullAway")
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }
}
