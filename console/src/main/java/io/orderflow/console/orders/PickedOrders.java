package io.orderflow.console.orders;

import io.orderflow.operations.orders.OrderRow;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Which orders an act is about: those that are selected in the table, or the one whose details are looked at. FX thread. */
public final class PickedOrders {
    private final ObservableValue<? extends @Nullable OrderRow> details;
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
    private Supplier<List<OrderRow>> selected = List::of;
    private int several;

    PickedOrders(ObservableValue<? extends @Nullable OrderRow> details) {
        this.details = details;
        details.subscribe(row -> count());
    }

    /** @param number how many rows are selected by now */
    void select(Supplier<List<OrderRow>> rows, int number) {
        selected = rows;
        several = number;
        count();
    }

    private void count() {
        count.set(several > 1 ? several : details.getValue() == null ? 0 : 1);
    }

    public ReadOnlyIntegerProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    public List<OrderRow> rows() {
        OrderRow one = details.getValue();
        return several > 1 ? selected.get() : one == null ? List.of() : List.of(one);
    }
}
