package io.orderflow.console.setup;

import io.orderflow.console.setup.SetupRow.Step;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.Progress;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known of each resource while an apply or a destroy runs: written by the running threads, read by the one that
 * owns observable state, which is told through the progress that there is news. Thread-safe.
 */
final class SetupLog {

    /** Where one resource stands. */
    record Entry(Step step, String message) {}

    private static final Entry WAITING = new Entry(Step.WAITING, "");

    private final Map<ResourceId, Entry> entries = new HashMap<>();
    private final long total;
    private long done;

    SetupLog(long total) {
        this.total = total;
    }

    synchronized Entry of(ResourceId resource) {
        return entries.getOrDefault(resource, WAITING);
    }

    private synchronized long note(ResourceId resource, Step step, String message) {
        entries.put(resource, new Entry(step, message));
        if (step == Step.DONE || step == Step.KEPT) {
            done++;
        }
        return done;
    }

    /** Writes this log and passes the count on. */
    SetupWatcher watcher(Progress progress) {
        return new SetupWatcher() {
            @Override
            public void started(ResourceId resource, int index, int count) {
                news(resource, Step.RUNNING, "");
            }

            @Override
            public void waiting(ResourceId resource, String what) {
                news(resource, Step.RUNNING, what);
            }

            @Override
            public void failed(ResourceId resource, String line) {
                news(resource, Step.RUNNING, line);
            }

            @Override
            public void finished(SetupOutcome.Step step) {
                news(
                        step.resource(),
                        step.changed() ? Step.DONE : Step.KEPT,
                        step.note() == null || step.changed() ? "" : step.note());
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }

            private void news(ResourceId resource, Step step, String message) {
                progress.update(note(resource, step, message), total, message);
            }
        };
    }
}
