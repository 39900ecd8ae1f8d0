package io.orderflow.order;

import java.util.List;
import java.util.stream.Collectors;

/** A message or form that is no order, with all of its faults at once. Sending it again never helps. */
public final class MalformedOrderException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<OrderFault> faults;

    public MalformedOrderException(List<OrderFault> faults) {
        super(faults.stream().map(OrderFault::message).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** At least one. */
    public List<OrderFault> faults() {
        return faults;
    }
}
