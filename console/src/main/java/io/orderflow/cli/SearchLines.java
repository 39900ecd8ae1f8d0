package io.orderflow.cli;

import io.orderflow.operations.orders.OrderSearch;
import java.util.function.BooleanSupplier;

/** Says beside the answer how far a long look for orders is; cancelled by Ctrl-C from its making on. */
final class SearchLines implements OrderSearch.Watcher {
    private static final long EVERY = 10_000;

    private final Answer answer;
    private final BooleanSupplier cancelled;
    private long said;

    SearchLines(Answer answer, Cancel cancel) {
        this.answer = answer;
        this.cancelled = cancel.working();
    }

    @Override
    public void progress(long seen, double readUnits) {
        if (seen - said >= EVERY) {
            said = seen;
            answer.say(seen + " rows read, " + OrderReadOptions.units(readUnits));
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
