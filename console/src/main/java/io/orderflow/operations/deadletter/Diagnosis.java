package io.orderflow.operations.deadletter;

import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the consumer's own rule book says about a dead letter now. */
public sealed interface Diagnosis {

    /** The order's id; null where none can be read. */
    @Nullable
    String orderId();

    /** The customer; null where none can be read. */
    @Nullable
    String userId();

    /** Nothing is wrong with it (any more): a redrive would store it. */
    record Valid(Order order) implements Diagnosis {
        @Override
        public String orderId() {
            return order.orderId();
        }

        @Override
        public String userId() {
            return order.userId();
        }
    }

    /**
     * A redrive would fail again.
     *
     * @param faults all of them, at least one
     */
    record Faulty(@Nullable String orderId, @Nullable String userId, List<OrderFault> faults) implements Diagnosis {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
