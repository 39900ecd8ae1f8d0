package io.orderflow.operations.orders;

import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * What it takes to find orders.
 *
 * @param journeys what tells of an order's journey, beside its row
 * @param threads for reads beside each other
 */
public record OrderTools(OrderTable table, List<JourneySource> journeys, ExecutorService threads) {
    public OrderTools {
        journeys = List.copyOf(journeys);
    }

    /** The same, to read whole rows. */
    public OrderTools whole() {
        return new OrderTools(table.whole(), journeys, threads);
    }
}
