package io.orderflow.operations.check;

import java.util.List;

/** How a whole check went. A check that broke off has the step that broke last. */
public record CheckReport(String runId, String target, List<CheckStep> steps, long millis) {
    public CheckReport {
        steps = List.copyOf(steps);
    }

    public boolean ok() {
        return !steps.isEmpty() && steps.stream().allMatch(CheckStep::ok);
    }
}
