package io.orderflow.cli;

import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.entry.imports.ImportWatcher;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Tells how far an import is, at most once in a while; cancelled by Ctrl-C from its making on. One thread. */
final class ImportWatch implements ImportWatcher {
    private final SeldomLine lines;
    private final BooleanSupplier cancelled;

    ImportWatch(Answer answer, ConsoleServices services) {
        this.lines = new SeldomLine(answer, services.clock());
        this.cancelled = services.cancel().working();
    }

    @Override
    public void changed(ImportStatus status) {
        lines.say(line(status));
    }

    private static String line(ImportStatus status) {
        if (status.following()) {
            return String.format(
                    Locale.ROOT,
                    "  all %,d sent, %,d stored or newer there, %,d not told yet",
                    status.published(),
                    status.done(),
                    status.valid() - status.ended());
        }
        Duration left = status.left();
        return String.format(
                        Locale.ROOT,
                        "  %,d of %,d sent, %,.0f/s",
                        status.published(),
                        status.valid(),
                        status.perSecond())
                + (left == null ? "" : String.format(Locale.ROOT, ", about %,d s left", left.toSeconds() + 1))
                + (status.refused() == 0 ? "" : String.format(Locale.ROOT, ", %,d refused", status.refused()))
                + (status.stopping() ? ", stopping" : "");
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
