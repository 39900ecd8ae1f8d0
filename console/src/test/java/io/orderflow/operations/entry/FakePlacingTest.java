package io.orderflow.operations.entry;

import io.orderflow.operations.PortException;
import io.orderflow.store.StoredOrder;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fakes that other tests place orders with. */
class FakePlacingTest extends PlacingContract {
    private final Map<String, StoredOrder> table = new ConcurrentHashMap<>();

    @Override
    protected OrderPublisher publisher() {
        return order -> {
            table.put(order.orderId(), new StoredOrder(order, Instant.EPOCH, null));
            return UUID.randomUUID().toString();
        };
    }

    @Override
    protected OrderLookup lookup() {
        return ids ->
                ids.stream().filter(table::containsKey).collect(Collectors.toMap(Function.identity(), table::get));
    }

    @Override
    protected OrderPublisher publisherToNowhere() {
        return order -> {
            throw new PortException(PortException.Kind.MISSING, "OrderTopic", "does not exist");
        };
    }
}
