package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.store.StoredOrder;
import java.util.Optional;

/** Reads one order, however old. Implementations are thread-safe. */
@FunctionalInterface
public interface OrderById {

    /** Asks once. Blocks: call it off the FX thread. */
    Optional<StoredOrder> find(String orderId) throws PortException;
}
