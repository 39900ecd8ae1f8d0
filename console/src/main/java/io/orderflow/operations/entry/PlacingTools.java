package io.orderflow.operations.entry;

import io.orderflow.operations.Pause;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;
import java.time.Clock;

/**
 * What it takes to place an order and to know what became of it.
 *
 * @param publisher keeps what it published in {@code book}
 * @param rows read consistently
 */
public record PlacingTools(OrderPublisher publisher, FunctionLog log, OrderRows rows, OrderPath path, PlacedBook book) {

    /** Looks for what became of orders. */
    public OrderFollowing following(Clock clock, Pause pause) {
        return new OrderFollowing(log, rows, clock, pause);
    }
}
