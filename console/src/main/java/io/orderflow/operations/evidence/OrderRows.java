package io.orderflow.operations.evidence;

import io.orderflow.operations.PortException;
import java.util.Collection;
import java.util.Map;

/** Rows of Orders by key, read consistently. Blocks. Thread-safe. */
public interface OrderRows {
    /** So many are read by one request. */
    int BATCH = 100;

    /**
     * What is there now.
     *
     * @param orderIds any number; each hundred is a request
     * @return those that have a row
     */
    Map<String, OrderState> read(Collection<String> orderIds) throws PortException;
}
