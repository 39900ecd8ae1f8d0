package io.orderflow.console.setup;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.stack.StackDoctor;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the doctor found. Examines when the tab comes up, after changes and on demand. */
public final class DoctorViewModel {
    private final StackDoctor doctor;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<@Nullable List<Finding>> findings = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper examining = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle running = TaskHandle.NONE;

    public DoctorViewModel(StackDoctor doctor, TaskRunner runner) {
        this.doctor = doctor;
        this.runner = runner;
    }

    /** The gravest first; null before the first examination. */
    public ReadOnlyObjectProperty<@Nullable List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty examiningProperty() {
        return examining.getReadOnlyProperty();
    }

    /** Why the last examination failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Examines now; the newest request wins. */
    public void examine() {
        running.cancel();
        fault.set(null);
        examining.set(true);
        running = runner.run(
                task -> doctor.examine(),
                new TaskCallbacks<>(
                        found -> {
                            examining.set(false);
                            findings.set(List.copyOf(found));
                        },
                        cause -> {
                            examining.set(false);
                            fault.set(cause);
                        }));
    }
}
