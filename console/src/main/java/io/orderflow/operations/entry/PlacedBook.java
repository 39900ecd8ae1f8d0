package io.orderflow.operations.entry;

import io.orderflow.order.Order;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps which orders were published one by one from here. Blocks. Thread-safe. */
public interface PlacedBook {

    /**
     * An order that SNS took.
     *
     * @param at when its answer came, {@code took} so long after it was asked
     */
    record Placed(Order order, String publishId, Instant at, Duration took) {}

    void add(Placed placed) throws IOException;

    /** The last ones, newest first. */
    List<Placed> newest(int most) throws IOException;

    /** Those of an order, oldest first. */
    List<Placed> of(String orderId) throws IOException;
}
