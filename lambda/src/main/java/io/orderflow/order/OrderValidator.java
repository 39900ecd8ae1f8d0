package io.orderflow.order;

import java.time.Clock;
import java.util.List;

/** The one rule book: entry form, import, consumer and dead-letter diagnosis ask it alike. Thread-safe. */
public final class OrderValidator {
    /** So many characters may an order id have; a user id and an item's name as follows. */
    public static final int LONGEST_ORDER_ID = OrderRules.LONGEST_ORDER_ID;

    public static final int LONGEST_USER_ID = OrderRules.LONGEST_USER_ID;
    public static final int LONGEST_ITEM_NAME = OrderRules.LONGEST_ITEM_NAME;

    private final Clock clock;

    /** @param clock tells which timestamps lie too far in the future */
    public OrderValidator(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks text input, quantity as decimal digits.
     *
     * @throws MalformedOrderException with all faults of all fields at once, in the order of the fields
     */
    public Order validate(OrderInput input) throws MalformedOrderException {
        return validate(OrderFields.of(input), List.of());
    }

    /**
     * Checks what a table already holds: as {@link #validate}, but times in the future are accepted, as refusing them
     * can no longer keep them out.
     */
    public static Order validateStored(OrderInput input) throws MalformedOrderException {
        return new OrderRules(List.of(), null).read(OrderFields.of(input));
    }

    /** @param known faults of the message as a whole, reported together with those of the fields */
    Order validate(OrderFields fields, List<OrderFault> known) throws MalformedOrderException {
        return new OrderRules(known, clock.instant().plus(OrderRules.FUTURE_TOLERANCE)).read(fields);
    }
}
