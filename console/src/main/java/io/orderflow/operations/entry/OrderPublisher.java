package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.order.Order;

/** Publishes orders to OrderTopic. Thread-safe; blocks. */
@FunctionalInterface
public interface OrderPublisher {

    /** Publishes once; returns the MessageId that SNS gave it. */
    String publish(Order order) throws PortException;
}
