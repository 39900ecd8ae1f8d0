package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.ReadOn;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Reads on in the function's log where it is longer than a snapshot reads, for the letters that are shown. */
public final class ReadOnViewModel {
    private final DeadLetterTools tools;
    private final SnapshotViewModel snapshots;
    private final TaskRunner runner;
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle running = TaskHandle.NONE;

    ReadOnViewModel(DeadLetterTools tools, SnapshotViewModel snapshots, TaskRunner runner) {
        this.tools = tools;
        this.snapshots = snapshots;
        this.runner = runner;
        snapshots.placeProperty().subscribe(place -> stop());
        snapshots.loadedProperty().subscribe((before, now) -> {
            if (before == null || now == null || !before.sameAs(now)) {
                stop();
            }
        });
    }

    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** Why it could not be read on; null when it could. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** As much again as was read before. */
    void more() {
        LoadedSnapshot now = snapshots.loadedProperty().get();
        if (now == null || now.snapshot().moreLog() == null || reading.get()) {
            return;
        }
        reading.set(true);
        fault.set(null);
        running = runner.run(
                new ReadOn(tools.of(snapshots.placeProperty().get()).log(), now.snapshot()),
                new TaskCallbacks<>(
                        more -> {
                            reading.set(false);
                            snapshots.change(shown -> shown.knowing(more));
                        },
                        cause -> {
                            reading.set(false);
                            fault.set(cause);
                        }));
    }

    /** Another snapshot is shown. */
    private void stop() {
        running.cancel();
        reading.set(false);
        fault.set(null);
    }
}
