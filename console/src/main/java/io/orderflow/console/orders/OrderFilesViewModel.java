package io.orderflow.console.orders;

import io.orderflow.console.task.JobText;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderExport;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.SearchedRows;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Writes the orders that the filter asks for to a file, as a job: all of them, loaded or not, as the command does. */
public final class OrderFilesViewModel {
    /** Some 400,000 rows of 200 bytes; a scan that was agreed to is not stopped. */
    private static final double UNITS = 10_000;

    private final OrdersViewModel model;
    private final OrderTools tools;
    private final TaskRunner runner;
    private final Jobs jobs;
    private final Clock clock;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();

    private record Written(long rows, boolean complete) {}

    public OrderFilesViewModel(
            OrdersViewModel model, OrderTools tools, TaskRunner runner, Jobs jobs, Clock clock, Texts texts) {
        this.model = model;
        this.tools = tools;
        this.runner = runner;
        this.jobs = jobs;
        this.clock = clock;
        this.texts = texts;
    }

    void export(Path file) {
        fault.set(null);
        Filter filter = model.table().filterProperty().get();
        boolean scan = model.plan() instanceof OrderPlan.Scan;
        var unused = jobs.start(
                runner,
                new JobText<Written>(
                        texts.get("orders.export.job", file.getFileName().toString()),
                        texts.get("orders.export.stop"),
                        written -> new Outcome(
                                End.DONE,
                                texts.get(
                                        written.complete ? "orders.export.done" : "orders.export.partly",
                                        written.rows,
                                        file.toString()))),
                progress -> write(file, filter, scan, progress),
                new TaskCallbacks<>(written -> {}, fault::set));
    }

    private Written write(Path file, Filter filter, boolean scan, Progress progress)
            throws PortException, InterruptedException {
        Instant now = clock.instant();
        OrderPlan plan = OrderPlan.of(filter, now, scan);
        var search = new OrderSearch(tools.table().whole(), plan, filter, now, tools.threads());
        var rows = new SearchedRows(search, scan ? Double.MAX_VALUE : UNITS, new OrderSearch.Watcher() {
            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        });
        long written = OrderExport.write(file, rows, progress);
        return new Written(written, search.complete(rows.stop(), tools.table().size()));
    }

    /** Why the last one failed; null where it did not. */
    @SuppressWarnings("NullAway") // it takes the value for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
