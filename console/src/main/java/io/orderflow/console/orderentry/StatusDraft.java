package io.orderflow.console.orderentry;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Why;
import io.orderflow.order.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * A change of status while somebody decides on it. Before it goes ahead the rows are read; where one is not what was shown it
 * shows that and waits to be told again. Used once. FX thread.
 */
final class StatusDraft {
    /** An order that is not what was shown; {@code now} is null where it is not in the table. */
    record Changed(ShownOrder shown, @Nullable ShownOrder now) {}

    private final StatusChanges changes;
    private final TaskRunner runner;
    private final List<ShownOrder> orders;
    private final Map<String, ShownOrder> seen = new HashMap<>();
    private final Map<String, Changed> different = new LinkedHashMap<>();
    private final ObjectProperty<@Nullable OrderStatus> status = new SimpleObjectProperty<>();
    private final BooleanProperty include = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<Changed>> changed = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper events = new ReadOnlyIntegerWrapper();
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle look = TaskHandle.NONE;

    /** @param orders as they are shown */
    StatusDraft(StatusChanges changes, TaskRunner runner, List<ShownOrder> orders) {
        this.changes = changes;
        this.runner = runner.lane(Lane.ACTS);
        this.orders = List.copyOf(orders);
        orders.forEach(order -> seen.put(order.orderId(), order));
        include.subscribe(with -> count());
    }

    private void count() {
        events.set((int) orders.stream()
                .filter(order -> included(order.orderId()))
                .map(order -> seen.get(order.orderId()))
                .filter(row -> row != null && row.order())
                .count());
    }

    private boolean included(String orderId) {
        return include.get() || !different.containsKey(orderId);
    }

    /**
     * Reads the rows that an event is to be published for.
     *
     * @param goAhead called where each is what was shown last; else {@link #changedProperty} tells what is not
     */
    void check(Runnable goAhead) {
        look.cancel();
        fault.set(null);
        reading.set(true);
        List<ShownOrder> asked =
                orders.stream().filter(order -> included(order.orderId())).toList();
        look = runner.run(
                progress -> changes.look(asked.stream().map(ShownOrder::orderId).toList()),
                new TaskCallbacks<>(
                        rows -> {
                            reading.set(false);
                            if (asShown(asked, rows)) {
                                goAhead.run();
                            }
                        },
                        cause -> {
                            reading.set(false);
                            fault.set(cause);
                        }));
    }

    private boolean asShown(List<ShownOrder> asked, Map<String, ShownOrder> rows) {
        boolean same = true;
        for (ShownOrder order : asked) {
            String id = order.orderId();
            ShownOrder now = rows.get(id);
            if (!Objects.equals(seen.get(id), now)) {
                same = false;
                if (now == null) {
                    seen.remove(id);
                } else {
                    seen.put(id, now);
                }
                if (order.equals(now)) {
                    different.remove(id);
                } else {
                    different.put(id, new Changed(order, now));
                }
            }
        }
        if (!same) {
            changed.set(List.copyOf(different.values()));
            count();
        }
        return same;
    }

    /** Nobody waits for it any more. */
    void close() {
        look.cancel();
    }

    /** Those that an event is asked for. */
    List<String> ids() {
        return orders.stream().map(ShownOrder::orderId).filter(this::included).toList();
    }

    /** Those that were chosen and are not what was shown, where that is not wanted. */
    List<LeftOut> leftOut() {
        List<LeftOut> left = new ArrayList<>();
        if (!include.get()) {
            different.forEach((id, each) -> {
                ShownOrder now = each.now();
                left.add(
                        now == null
                                ? new LeftOut(id, Why.NOT_THERE, null, null)
                                : new LeftOut(id, Why.DIFFERS, now.status(), null));
            });
        }
        return left;
    }

    /** Each as it was shown last, by id. */
    Map<String, ShownOrder> seen() {
        return Map.copyOf(seen);
    }

    /** As they were shown at first. */
    List<ShownOrder> orders() {
        return orders;
    }

    ObjectProperty<@Nullable OrderStatus> statusProperty() {
        return status;
    }

    /** Whether those that are not what was shown are to get an event as well. */
    BooleanProperty includeProperty() {
        return include;
    }

    ReadOnlyObjectProperty<List<Changed>> changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /** How many events there would be. */
    ReadOnlyIntegerProperty eventsProperty() {
        return events.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Why the rows could not be read; null where they could. */
    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
