package io.orderflow.console.orderentry;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Poller;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.entry.OrderPath;
import io.orderflow.operations.entry.OrderPath.Trouble;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is in the way of orders that would be placed now, asked twice a minute while the form is shown. FX thread only. */
final class PathWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Poller<List<Trouble>> poller;
    private final ReadOnlyObjectWrapper<List<Trouble>> troubles = new ReadOnlyObjectWrapper<>(List.of());

    PathWatch(OrderPath path, ConnectionMonitor monitor, TaskRunner runner) {
        poller = new Poller<>(
                runner, INTERVAL, progress -> path.read(), new TaskCallbacks<>(troubles::set, monitor::failed));
    }

    void shown() {
        poller.start();
    }

    void hidden() {
        poller.stop();
    }

    /** As at the last answer. */
    ReadOnlyObjectProperty<List<Trouble>> troublesProperty() {
        return troubles.getReadOnlyProperty();
    }
}
