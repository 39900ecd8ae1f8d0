package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.store.StoredOrder;
import java.util.Collection;
import java.util.Map;

/** Finds rows of the Orders table by order id. Thread-safe; blocks. */
@FunctionalInterface
public interface OrderLookup {

    /** The rows that exist, by order id. */
    Map<String, StoredOrder> find(Collection<String> orderIds) throws PortException;
}
