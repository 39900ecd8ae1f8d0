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
    /** So soon that nothing was sent is no news, and soon no longer true. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final SeldomLine lines;
    private final Clock clock;
    private final Instant begun;
    private final BooleanSupplier cancelled;

    ImportWatch(Answer answer, ConsoleServices services) {
        this.clock = services.clock();
        this.begun = clock.instant();
        this.lines = new SeldomLine(answer, services.clock());
        this.cancelled = services.cancel().working();
    }

    @Override
    public void changed(ImportStatus status) {
        boolean news = status.published() > 0 || status.refused() > 0;
        if (news || !clock.instant().isBefore(begun.plus(SOON))) {
            lines.say(line(status));
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
