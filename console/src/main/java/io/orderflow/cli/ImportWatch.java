package io.orderflow.cli;

import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.entry.imports.ImportWatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Tells how far an import is, at most once in a while; cancelled by Ctrl-C from its making on. One thread. */
final class ImportWatch implements ImportWatcher {
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Answer answer;
    private final Clock clock;
    private final BooleanSupplier cancelled;
    private Instant next = Instant.MIN;
    private String last = "";

    ImportWatch(Answer answer, ConsoleServices services) {
        this.answer = answer;
        this.clock = services.clock();
        this.cancelled = services.cancel().working();
    }

    @Override
    public void changed(ImportStatus status) {
        String line = line(status);
        Instant now = clock.instant();
        if (!line.equals(last) && !now.isBefore(next)) {
            last = line;
            next = now.plus(BETWEEN);
            answer.say(line);
        }
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
