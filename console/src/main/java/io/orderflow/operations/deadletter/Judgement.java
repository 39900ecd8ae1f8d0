package io.orderflow.operations.deadletter;

import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.order.OrderFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a dead letter now, and why it died as far as that is known.
 *
 * @param evidence what {@code group} and {@code cause} rest on
 * @param faults every broken rule; empty unless malformed
 * @param group tells causes apart, with what differs from letter to letter left out
 * @param cause the group's in one English line, with nothing that the sender wrote
 * @param line what the function wrote of it last; null where nothing was found
 */
public record Judgement(
        Verdict verdict,
        Evidence evidence,
        List<OrderFault> faults,
        String group,
        String cause,
        @Nullable ConsumerLine line) {

    /** What the consumer would do with it. */
    public enum Verdict {
        /** It would be stored. */
        VALID,
        /** The rule book refuses it. */
        MALFORMED,
        /** The very same event is in the table. */
        STORED_ALREADY,
        /** A newer event of the order is in the table. */
        SUPERSEDED
    }

    /** What a cause rests on. */
    public enum Evidence {
        /** The consumer's own rule book, asked now. */
        RULE,
        /** The function's own line about this message. */
        LOG,
        /** The order's row as it is now. */
        STATE,
        /** Nothing is wrong with it now, and nobody wrote why it died. */
        UNKNOWN
    }

    public Judgement {
        faults = List.copyOf(faults);
    }

    /** Whether a redrive would bring it back. */
    public boolean fails() {
        return verdict == Verdict.MALFORMED;
    }
}
