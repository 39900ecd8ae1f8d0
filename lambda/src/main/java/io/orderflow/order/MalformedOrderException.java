package io.orderflow.order;

import java.util.List;
import java.util.stream.Collectors;

/** A message or form that is no order, with all of its faults at once. Sending it again never helps. */
public final class MalformedOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<OrderFault> faults;

    /** @param faults at least one */
    public MalformedOrderException(List<OrderFault> faults) {
        // No stack trace: bad input is an expected outcome, and hostile input must stay cheap.
        super(null, null, false, false);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("a malformed order has at least one fault");
        }
        this.faults = List.copyOf(faults);
    }

    /** The faults' lines, put together where somebody asks: judging thousands of letters nobody does. */
    @Override
    public String getMessage() {
        return faults.stream().map(OrderFault::message).collect(Collectors.joining("; "));
    }

    /** At least one. */
    public List<OrderFault> faults() {
        return faults;
    }
}
