package io.orderflow.console.deadletter;

import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.Loader;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.operations.Work;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.UndeliveredCauses;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Why SNS could not deliver, as the doctor sees it now. It is asked while OrderUndelivered is looked at, and with each snapshot. */
public final class UndeliveredViewModel {
    private final SnapshotViewModel snapshots;
    private final Loader<List<Finding>> loader;
    private final ReadOnlyObjectWrapper<@Nullable List<Finding>> causes = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private boolean shown;

    /**
     * @param doctor what it finds
     * @param orderQueue what OrderQueue is called in this environment
     */
    public UndeliveredViewModel(
            Work<List<Finding>> doctor,
            String orderQueue,
            SnapshotViewModel snapshots,
            TaskRunner runner,
            ConnectionMonitor monitor) {
        this.snapshots = snapshots;
        loader = new Loader<>(runner, monitor, doctor, found -> causes.set(UndeliveredCauses.of(found, orderQueue)));
        loader.faultProperty().subscribe(cause -> fault.set(looking() ? cause : null));
        snapshots.placeProperty().subscribe(place -> look());
        snapshots.loadedProperty().subscribe(loaded -> {
            if (loaded != null && loader.isShown()) {
                loader.load();
            }
        });
    }

    /** Of the queue that is looked at; null while not known, or it is another one. */
    ReadOnlyObjectProperty<@Nullable List<Finding>> causesProperty() {
        return causes.getReadOnlyProperty();
    }

    /** Why the doctor could not look; null when it could. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** The tab is on screen. */
    public void shown() {
        shown = true;
        look();
    }

    public void hidden() {
        shown = false;
        look();
    }

    private boolean looking() {
        return shown && snapshots.placeProperty().get() == LetterPlace.ORDER_UNDELIVERED;
    }

    private void look() {
        if (looking()) {
            loader.shown();
        } else {
            loader.hidden();
            loader.cancel();
            causes.set(null);
            fault.set(null);
        }
    }
}
