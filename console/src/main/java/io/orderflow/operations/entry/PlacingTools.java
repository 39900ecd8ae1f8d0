package io.orderflow.operations.entry;

import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderRows;

/**
 * What it takes to place an order and to know what became of it.
 *
 * @param rows read consistently
 */
public record PlacingTools(OrderPublisher publisher, FunctionLog log, OrderRows rows) {}
