package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.ReceiptStore.SentAlready;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import java.time.Instant;

/**
 * What is shown before somebody confirms it.
 *
 * @param place where the letters are
 * @param held the handles of what is held
 * @param hash names the set
 * @param sentAlready what of the set a receipt has as sent
 * @param defaults of how it is sent
 */
record RedrivePlan(
        LetterPlace place,
        HeldLetters held,
        FrozenSet set,
        String hash,
        SentAlready sentAlready,
        RedriveOrder defaults,
        Instant at) {

    int count() {
        return set.entries().size();
    }

    /** Whether it would repeat a failure that is known. */
    boolean repeatsFailure() {
        return set.entries().stream().anyMatch(entry -> entry.eventHash() == null);
    }
}
