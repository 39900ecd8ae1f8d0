package io.orderflow.lambda;

import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.OrderStore;
import io.orderflow.store.QueuedOrder;
import io.orderflow.store.StoreOutcome;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The Orders table over a client that can be replaced by a fresh one. Thread-safe. */
final class RenewableStore implements OrderStore {
    private final Supplier<DynamoDbClient> clients;
    private final Function<DynamoDbClient, DynamoDbOrderStore> stores;
    private volatile Link link;

    private record Link(DynamoDbClient client, DynamoDbOrderStore store) {}

    /**
     * @param clients makes a client with connections and retry quota of its own; the provider of credentials may be shared, as
     *     it fetches new ones itself where the old ones have run out
     */
    RenewableStore(Supplier<DynamoDbClient> clients, Function<DynamoDbClient, DynamoDbOrderStore> stores) {
        this.clients = clients;
        this.stores = stores;
        this.link = link();
    }

    @Override
    public StoreOutcome store(QueuedOrder event, Duration atMost) {
        return link.store().store(event, atMost);
    }

    /** As {@link DynamoDbOrderStore#rehearse}. */
    void rehearse(QueuedOrder event, Duration atMost) {
        link.store().rehearse(event, atMost);
    }

    /** The next write has a client of its own: no connection or retry quota of the old one is used again. */
    void renew() {
        Link old = link;
        link = link();
        old.client().close();
    }

    private Link link() {
        DynamoDbClient client = clients.get();
        return new Link(client, stores.apply(client));
    }
}
