package io.orderflow.console.orderentry;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Whether the table has an order of the id that is being typed, asked when typing rests. FX thread only. */
final class ExistingOrder {
    static final Duration REST = Duration.ofMillis(300);

    private final OrderRows rows;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<@Nullable OrderState> found = new ReadOnlyObjectWrapper<>();
    private TaskHandle waiting = TaskHandle.NONE;
    private TaskHandle running = TaskHandle.NONE;

    ExistingOrder(OrderRows rows, TaskRunner runner) {
        this.rows = rows;
        this.runner = runner;
    }

    /** Its row; null while none is known. */
    ReadOnlyObjectProperty<@Nullable OrderState> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** @param orderId null where there is nothing to look for */
    void typed(@Nullable String orderId) {
        waiting.cancel();
        running.cancel();
        found.set(null);
        if (orderId != null) {
            waiting = runner.later(REST, () -> look(orderId));
        }
    }

    private void look(String orderId) {
        running = runner.run(
                progress -> rows.read(List.of(orderId)),
                new TaskCallbacks<Map<String, OrderState>>(
                        there -> found.set(there.get(orderId)),
                        // it is asked for again before anything is placed, and a fault is said then
                        fault -> LoggerFactory.getLogger(ExistingOrder.class)
                                .info("Whether {} exists is not known", orderId, fault)));
    }
}
