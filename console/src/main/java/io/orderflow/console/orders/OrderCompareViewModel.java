package io.orderflow.console.orders;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Two orders beside each other, as the table has them now. FX thread. */
public final class OrderCompareViewModel {
    /** An attribute of both; null where one lacks it. */
    record Line(String name, @Nullable String left, @Nullable String right) {
        boolean differs() {
            return left == null || !left.equals(right);
        }
    }

    private final OrderTable table;
    private final TaskRunner runner;
    private final ObjectProperty<List<String>> selected = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private final ObservableValue<String> whyNot;
    private TaskHandle reading = TaskHandle.NONE;

    public OrderCompareViewModel(OrderTable table, TaskRunner runner, Texts texts) {
        this.table = table;
        this.runner = runner.lane(Lane.ACTS);
        this.whyNot = Bindings.createStringBinding(
                () -> selected.get().size() == 2 ? "" : texts.get("orders.compare.two"), selected);
    }

    /** The ids of the selected orders; the view tells it. */
    ObjectProperty<List<String>> selectedProperty() {
        return selected;
    }

    ObservableValue<String> whyNot() {
        return whyNot;
    }

    /** Reads both. */
    void read() {
        reading.cancel();
        lines.set(List.of());
        fault.set(null);
        List<String> ids = selected.get();
        reading = runner.run(
                progress -> lines(values(ids.get(0)), values(ids.get(1))), new TaskCallbacks<>(lines::set, fault::set));
    }

    private Map<String, RowValue> values(String orderId) throws PortException {
        return table.item(orderId).orElse(Map.of());
    }

    private static List<Line> lines(Map<String, RowValue> left, Map<String, RowValue> right) {
        var names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        names.remove("orderId"); // it heads them
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(new Line(name, text(left.get(name)), text(right.get(name))));
        }
        return lines;
    }

    private static @Nullable String text(@Nullable RowValue value) {
        return value == null ? null : value.text();
    }

    ReadOnlyObjectProperty<List<Line>> linesProperty() {
        return lines.getReadOnlyProperty();
    }

    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
