package io.orderflow.console.setup;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.stack.StackDoctor;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the doctor found. Examines when the tab comes up, after changes and on demand. */
public final class DoctorViewModel {
    private final Loader<List<Finding>> loader;
    private final ReadOnlyObjectWrapper<@Nullable List<Finding>> findings = new ReadOnlyObjectWrapper<>();

    public DoctorViewModel(StackDoctor doctor, TaskRunner runner, ConnectionMonitor monitor) {
        this.loader =
                new Loader<>(runner, monitor, task -> doctor.examine(), found -> findings.set(List.copyOf(found)));
    }

    /** The gravest first; null before the first examination. */
    public ReadOnlyObjectProperty<@Nullable List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** Examines; why it could not, and when it is tried again. */
    public Loader<List<Finding>> loader() {
        return loader;
    }
}
