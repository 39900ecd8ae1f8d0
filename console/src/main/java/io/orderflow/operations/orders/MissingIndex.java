package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import java.util.List;

/** Tells a table that lacks an index, as others make them, from one that is not there. */
public final class MissingIndex {
    private static final String CODE = "no_index";

    private MissingIndex() {}

    /** Whether a fault says that the index is missing. */
    public static boolean is(Throwable fault) {
        return fault instanceof PortException port
                && port.reason() != null
                && port.reason().code().equals(CODE);
    }

    /**
     * What to throw where something was missing that a read by an index needs.
     *
     * @throws PortException where the table itself is not there, or does not answer
     */
    public static PortException told(OrderTable table, String index, PortException missing) throws PortException {
        TableSize unused = table.size();
        return new PortException(
                PortException.Kind.REFUSED,
                missing.subject(),
                new Reason(
                        CODE,
                        List.of(missing.subject(), index),
                        missing.subject() + " has no index " + index
                                + ": a scan (--scan) reads the whole table without it, setup apply adds it."),
                missing);
    }
}
