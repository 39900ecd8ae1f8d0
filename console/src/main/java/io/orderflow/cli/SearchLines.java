package io.orderflow.cli;

import io.orderflow.operations.orders.OrderSearch;

/** Says beside the answer how far a long look for orders is. */
final class SearchLines implements OrderSearch.Watcher {
    private static final long EVERY = 10_000;

    private final Answer answer;
    private long said;

    SearchLines(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void progress(long seen, double readUnits) {
        if (seen - said >= EVERY) {
            said = seen;
            answer.say(seen + " rows read, " + OrderReadOptions.units(readUnits));
        }
    }
}
