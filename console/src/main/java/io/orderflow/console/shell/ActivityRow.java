package io.orderflow.console.shell;

import io.orderflow.console.task.Job;
import io.orderflow.operations.session.Activity;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of activities.
 *
 * @param activity as it is now
 * @param job null where another window or an earlier run started it
 */
public record ActivityRow(ReadOnlyObjectProperty<Activity> activity, @Nullable Job job) {

    static ActivityRow of(Job job) {
        return new ActivityRow(job.activityProperty(), job);
    }

    static ActivityRow of(Activity kept) {
        return new ActivityRow(new ReadOnlyObjectWrapper<>(kept).getReadOnlyProperty(), null);
    }

    public boolean canBeStopped() {
        return job != null && activity.get().running();
    }
}
