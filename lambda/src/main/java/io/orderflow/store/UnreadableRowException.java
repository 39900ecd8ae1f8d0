package io.orderflow.store;

import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderFault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row that another writer put into the table and that is no order by the rule book. */
public final class UnreadableRowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String orderId;
    private final transient List<OrderFault> faults;

    UnreadableRowException(@Nullable String orderId, MalformedOrderException cause) {
        super("row " + orderId + " is no order: " + cause.getMessage(), cause);
        this.orderId = orderId;
        this.faults = cause.faults();
    }

    /** The row's key where it has one; it may break the rule for ids. */
    public Optional<String> orderId() {
        return Optional.ofNullable(orderId);
    }

    /** Why; at least one. */
    public List<OrderFault> faults() {
        return faults;
    }
}
