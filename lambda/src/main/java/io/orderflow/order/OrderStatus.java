package io.orderflow.order;

import java.util.Locale;
import java.util.Optional;

/** Where an order stands. On the wire in any case, kept in upper case. */
public enum OrderStatus {
    NEW,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    RETURNED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As written on the wire: {@code new}. */
    public String wire() {
        return wire;
    }

    /** The status of that name in any case; empty for any other text. */
    public static Optional<OrderStatus> of(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        for (OrderStatus status : values()) {
            if (status.wire.equals(lowerCase)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
