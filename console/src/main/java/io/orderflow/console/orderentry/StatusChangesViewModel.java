package io.orderflow.console.orderentry;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.entry.ShownOrder;
import io.orderflow.operations.entry.StatusChanges;
import io.orderflow.operations.entry.StatusChanges.LeftOut;
import io.orderflow.operations.entry.StatusChanges.Result;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.order.OrderStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Gives orders another status, as a job, and tells what became of the last one. FX thread. */
public final class StatusChangesViewModel {
    /** What became of a change. */
    record Ended(OrderStatus to, Result result) {}

    private final StatusChanges changes;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final StatusWords words;
    private final ReadOnlyObjectWrapper<@Nullable Ended> ended = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();

    public StatusChangesViewModel(StatusChanges changes, TaskRunner runner, Jobs jobs, StatusWords words) {
        this.changes = changes;
        this.runner = runner;
        this.jobs = jobs;
        this.words = words;
    }

    /** @param orders as they are shown */
    StatusDraft draft(List<ShownOrder> orders) {
        return new StatusDraft(changes, runner, orders);
    }

    /** Publishes what was decided on. */
    void start(StatusDraft draft) {
        dismiss();
        OrderStatus to = Objects.requireNonNull(draft.statusProperty().get());
        List<String> ids = draft.ids();
        List<LeftOut> leftOut = draft.leftOut();
        Map<String, ShownOrder> seen = draft.seen();
        var unused = jobs.start(
                runner,
                new JobText<Result>(words.title(draft.eventsProperty().get(), to), words.ifStopped(), this::outcome),
                progress -> changes.publish(ids, seen, to, progress).with(leftOut),
                new TaskCallbacks<>(result -> ended.set(new Ended(to, result)), fault::set));
    }

    private Outcome outcome(Result result) {
        End end = result.cancelled() ? End.STOPPED : result.published().isEmpty() ? End.FAILED : End.DONE;
        return new Outcome(end, words.outcome(result));
    }

    /** Takes what is told of the last one away. */
    void dismiss() {
        ended.set(null);
        fault.set(null);
    }

    /** How the last one ended; null before the first and while one runs. */
    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    ReadOnlyObjectProperty<@Nullable Ended> endedProperty() {
        return ended.getReadOnlyProperty();
    }

    /** Why the last one could not be begun; null where it could. */
    @SuppressWarnings("NullAway") // likewise
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
