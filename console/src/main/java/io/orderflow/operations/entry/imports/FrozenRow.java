package io.orderflow.operations.entry.imports;

import io.orderflow.order.Order;

/**
 * A row as it is sent, whenever that is: the same event.
 *
 * @param index its place among those that are sent, from 0
 * @param line of the file that it came from
 */
public record FrozenRow(int index, long line, Order order) {}
