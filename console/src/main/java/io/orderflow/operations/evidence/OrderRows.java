package io.orderflow.operations.evidence;

import io.orderflow.operations.PortException;
import io.orderflow.operations.RequestBatches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

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

    /**
     * The same, several requests at a time.
     *
     * @param threads may block
     */
    default Map<String, OrderState> read(Collection<String> orderIds, ExecutorService threads) throws PortException {
        List<String> ids = orderIds.stream().distinct().toList();
        Queue<List<String>> batches = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            batches.add(ids.subList(from, Math.min(ids.size(), from + BATCH)));
        }
        Map<String, OrderState> found = new ConcurrentHashMap<>();
        RequestBatches.each(batches, batch -> found.putAll(read(batch)), threads);
        return found;
    }
}
