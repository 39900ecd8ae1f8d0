package io.orderflow.console.task;

import io.orderflow.operations.Progress;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.Pace;
import java.time.Duration;
import java.time.Instant;
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
    private final String ifStopped;
    private final Pace pace;
    private final ReadOnlyObjectWrapper<Activity> activity;
    private final ReadOnlyObjectWrapper<TaskProgress> progress =
            new ReadOnlyObjectWrapper<>(new TaskProgress(0, -1, ""));
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Runnable onCancel = () -> {};
    private Instant noted;

    Job(Activity started, String ifStopped, Pace pace) {
        this.activity = new ReadOnlyObjectWrapper<>(started);
        this.ifStopped = ifStopped;
        this.pace = pace;
        this.noted = started.started();
    }

    /** What is told of it, now and once it has ended. */
    public ReadOnlyObjectProperty<Activity> activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** What it does, already worded, e.g. "Redriving 14 messages". */
    public String title() {
        return activity.get().title();
    }

    /** The name of the environment in which it runs. */
    public String environment() {
        return activity.get().environment();
    }

    /** What stopping it in the middle means, a sentence. */
    public String ifStopped() {
        return ifStopped;
    }

    /** How fast it goes. */
    public Pace pace() {
        return pace;
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

    /** Forgotten with its end: it holds what the work worked with. */
    void onCancel(Runnable action) {
        onCancel = activity.get().running() ? action : () -> {};
    }

    void progress(TaskProgress now) {
        pace.reached(now.done(), now.total());
        activity.set(activity.get().at(now.done(), now.total()));
        progress.set(now);
    }

    /** Whether it was not noted for so long how far it is; if so it is noted now. */
    boolean noteIsDue(Instant now, Duration afterwards) {
        boolean due = now.isAfter(noted.plus(afterwards));
        noted = due ? now : noted;
        return due;
    }

    void ended(Instant when, Outcome outcome) {
        activity.set(activity.get().ended(when, outcome));
        onCancel(() -> {});
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
