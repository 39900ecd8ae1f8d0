package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.order.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes orders to OrderTopic, several with one request. Thread-safe; blocks. */
@FunctionalInterface
public interface BatchPublisher {
    /** SNS takes no more at once. Ten orders are far below what a request may weigh: an order is 4 KB at most. */
    int MOST = 10;

    /**
     * What became of one of them.
     *
     * @param messageId SNS's name for it; null where it was not taken
     * @param fault why it was not taken, one line
     * @param again whether it may be taken when it is tried again
     */
    record Answer(@Nullable String messageId, @Nullable String fault, boolean again) {}

    /**
     * Publishes each once.
     *
     * @param orders at most {@link #MOST}
     * @return an answer for each, in their order
     * @throws PortException where nobody knows of any whether it was taken
     */
    List<Answer> publish(List<Order> orders) throws PortException;
}
