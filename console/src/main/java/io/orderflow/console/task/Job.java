package io.orderflow.console.task;

import io.orderflow.operations.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Work that somebody started and may want to watch or cancel; the status bar lists it. Properties belong to the
 * owning thread.
 */
public final class Job {
    private final String title;
    private final String environment;
    private final ReadOnlyObjectWrapper<TaskProgress> progress =
            new ReadOnlyObjectWrapper<>(new TaskProgress(0, -1, ""));
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Runnable onCancel = () -> {};

    Job(String title, String environment) {
        this.title = title;
        this.environment = environment;
    }

    /** What it does, already worded, e.g. "Redriving 14 messages". */
    public String title() {
        return title;
    }

    /** The name of the environment in which it runs; empty where there is one only. */
    public String environment() {
        return environment;
    }

    public ReadOnlyObjectProperty<TaskProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** True from {@link #cancel()} until the work has ended. */
    public ReadOnlyBooleanProperty stoppingProperty() {
        return stopping.getReadOnlyProperty();
    }

    /** Asks the work to stop. It ends when it can and still delivers its outcome, which tells how far it came. */
    public void cancel() {
        cancelled.set(true);
        stopping.set(true);
        onCancel.run();
    }

    void onCancel(Runnable action) {
        onCancel = action;
    }

    void progress(TaskProgress now) {
        progress.set(now);
    }

    Progress watch(Progress outer) {
        return new Progress() {
            @Override
            public void update(long done, long total, String message) {
                outer.update(done, total, message);
            }

            @Override
            public boolean cancelled() {
                return cancelled.get() || outer.cancelled();
            }
        };
    }
}
