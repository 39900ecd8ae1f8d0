package io.orderflow.cli;

import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.RedriveStatus;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Tells how far a redrive is, at most once in a while; cancelled by Ctrl-C. One thread. */
final class RedriveWatch implements RedriveWatcher {
    private final SeldomLine lines;
    private final BooleanSupplier cancelled;

    RedriveWatch(Answer answer, ConsoleServices services) {
        this.lines = new SeldomLine(answer, services.clock());
        this.cancelled = services.cancel().working();
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public void changed(RedriveStatus status) {
        int done = status.ends().entrySet().stream()
                .filter(each -> each.getKey().done())
                .mapToInt(Map.Entry::getValue)
                .sum();
        int died = status.ends().getOrDefault(End.DIED_AGAIN, 0);
        lines.say("  " + status.sent() + " of " + status.count() + " sent, " + status.deleted() + " deleted, "
                + done + " done, " + died + " died again"
                + (status.stages() > 1 ? ", stage " + status.stage() + " of " + status.stages() : "")
                + (status.stopping() ? ", stopping" : ""));
    }
}
