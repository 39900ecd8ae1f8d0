package io.orderflow.console.task;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Work;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads something for a view: the newest request wins, and what it found or why it failed is told here. What fails for a
 * reason that may pass is tried again by itself while the view is shown, after 10 s at first and then ever longer; the
 * connection state hears of each outcome. To be used on the thread that owns observable state only.
 */
public final class Loader<T> {
    /** The first wait before a failed reading is tried again. */
    public static final Duration RETRY = Duration.ofSeconds(10);

    private static final Set<PortException.Kind> MAY_PASS = EnumSet.of(
            PortException.Kind.UNREACHABLE,
            PortException.Kind.THROTTLED,
            PortException.Kind.BUSY,
            PortException.Kind.CREDENTIALS);

    private final TaskRunner runner;
    private final ConnectionMonitor monitor;
    private final Work<T> work;
    private final Consumer<T> loaded;
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle running = TaskHandle.NONE;
    private TaskHandle waiting = TaskHandle.NONE;
    private int failures;
    private boolean shown;

    /** @param loaded shows what was read */
    public Loader(TaskRunner runner, ConnectionMonitor monitor, Work<T> work, Consumer<T> loaded) {
        this.runner = runner;
        this.monitor = monitor;
        this.work = work;
        this.loaded = loaded;
    }

    /** The view is on screen: reads. Harmless when it was. */
    public void shown() {
        if (!shown) {
            shown = true;
            load();
        }
    }

    /** The view is not on screen: a reading under way ends, but nothing is tried again. */
    public void hidden() {
        shown = false;
        waiting.cancel();
    }

    public boolean isShown() {
        return shown;
    }

    /** Reads now. An earlier reading's outcome is dropped; its fault stays until this one is answered. */
    public void load() {
        running.cancel();
        waiting.cancel();
        loading.set(true);
        running = runner.run(work, new TaskCallbacks<>(this::succeeded, this::failed));
    }

    /** Drops a reading under way or waited for. */
    public void cancel() {
        running.cancel();
        waiting.cancel();
        loading.set(false);
    }

    public ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Why the last reading failed; null when it did not. */
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** Whether waiting may help. */
    public static boolean mayPass(Throwable cause) {
        return cause instanceof PortException port && MAY_PASS.contains(port.kind());
    }

    private void succeeded(T result) {
        failures = 0;
        loading.set(false);
        fault.set(null);
        monitor.succeeded();
        loaded.accept(result);
    }

    private void failed(Throwable cause) {
        failures++;
        loading.set(false);
        fault.set(cause);
        monitor.failed(cause);
        if (shown && mayPass(cause)) {
            waiting = runner.later(Poller.delay(RETRY, failures - 1), this::load);
        }
    }
}
