package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is shown before somebody confirms it.
 *
 * @param draft out of which the set was frozen
 * @param putBack what is in it although it would be left out
 * @param held the handles of what is held
 * @param hash names the set
 * @param defaults of how it is sent
 */
record RedrivePlan(
        RedriveDraft draft,
        Set<LeftOut> putBack,
        HeldLetters held,
        FrozenSet set,
        String hash,
        RedriveOrder defaults,
        Instant at) {

    int count() {
        return set.entries().size();
    }

    /** Whether it would repeat a failure that is known. */
    boolean repeatsFailure() {
        return set.entries().stream().anyMatch(entry -> entry.eventHash() == null);
    }

    /** As somebody set it in the dialog. */
    RedriveOrder order(List<Integer> ramp, int stopAt, int rate, String commandLine) {
        return RedriveOrder.of(
                        defaults.queue(),
                        defaults.to(),
                        defaults.maxReceiveCount(),
                        defaults.visibility(),
                        defaults.who(),
                        commandLine)
                .withRamp(ramp, stopAt)
                .withRate(rate)
                .with(defaults.recipe(), defaults.late(), false);
    }
}
