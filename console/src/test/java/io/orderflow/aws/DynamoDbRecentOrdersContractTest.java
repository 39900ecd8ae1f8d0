package io.orderflow.aws;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.operations.orders.RecentOrders;
import io.orderflow.operations.orders.RecentOrdersContract;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.QueuedOrder;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class DynamoDbRecentOrdersContractTest extends RecentOrdersContract {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    private Bootstrapper stack;

    @BeforeEach
    void emptyTable() {
        stack = AWS.newStack();
    }

    @Override
    protected RecentOrders orders() {
        return new DynamoDbRecentOrders(
                AWS.clients().dynamoDb(),
                stack.spec().names().table(),
                stack.spec().options().shards(),
                AWS.clients().target(),
                clock);
    }

    @Override
    protected void store(Order order, Instant processedAt, Instant sentAt) {
        var item = OrdersTable.toItem(
                QueuedOrder.of(order, sentAt),
                processedAt,
                stack.spec().options().shards());
        AWS.clients().dynamoDb().putItem(request -> request.tableName(
                        stack.spec().names().table())
                .item(item));
    }
}
