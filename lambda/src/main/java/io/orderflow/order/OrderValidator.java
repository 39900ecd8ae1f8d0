package io.orderflow.order;

import java.time.Clock;
import java.util.List;

/** The one rule book: entry form, import, consumer and dead-letter diagnosis ask it alike. Thread-safe. */
public final class OrderValidator {
    private final Clock clock;

    public OrderValidator(Clock clock) {
        this.clock = clock;
    }

    /** Checks text input; all faults of all fields at once. */
    public Order validate(OrderInput input) throws MalformedOrderException {
        throw new MalformedOrderException(
                List.of(new OrderFault("message", OrderRule.NOT_JSON, List.of(), clock.toString())));
    }
}
