package io.orderflow.cli;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.text.StackTexts;
import java.util.Locale;
import java.util.function.Consumer;

/** An apply or a destroy as lines: one when a resource begins, when it waits, and when it has ended. */
final class SetupLines implements SetupWatcher {
    private final Consumer<String> lines;

    SetupLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void started(ResourceId resource, int index, int total) {
        lines.accept("  " + (index + 1) + " of " + total + "  " + StackTexts.name(resource));
    }

    @Override
    public void waiting(ResourceId resource, String what) {
        lines.accept("      " + StackTexts.name(resource) + " waits for " + what);
    }

    @Override
    public void failed(ResourceId resource, String line) {
        lines.accept("    ✗ " + line);
    }

    @Override
    public void exported(String file, long rows) {
        lines.accept("      " + rows + " rows are in " + file);
    }

    @Override
    public void finished(SetupOutcome.Step step) {
        String seconds = String.format(Locale.ROOT, "%.1f s", step.took().toMillis() / 1000.0);
        lines.accept((step.changed() ? "    ✓ " : "    = ") + StackTexts.name(step.resource())
                + (step.note() == null ? "" : ": " + step.note()) + " (" + seconds + ")");
    }
}
