package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.TimeSpan;
import io.orderflow.operations.orders.OrderSearch.Watcher;
import io.orderflow.operations.orders.OrderTable;
import io.orderflow.operations.orders.OrderTableContract;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.QueuedOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbOrderTableTest extends OrderTableContract {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    private static final Watcher NOBODY = new Watcher() {};

    private Bootstrapper stack;

    @BeforeEach
    void emptyTable() {
        stack = AWS.newStack();
    }

    @Override
    protected OrderTable orders() {
        return table(stack.spec().names().table());
    }

    private OrderTable table(String name) {
        return new DynamoDbOrderTable(
                AWS.clients().dynamoDb(),
                name,
                stack.spec().options().shards(),
                AWS.clients().target());
    }

    @Override
    protected void store(Order order, Instant processedAt, Instant sentAt) {
        put(OrdersTable.toItem(
                QueuedOrder.of(order, sentAt),
                processedAt,
                stack.spec().options().shards()));
    }

    @Override
    protected void storeOdd(String orderId) {
        put(Map.of(
                "orderId", AttributeValue.fromS(orderId),
                "status", AttributeValue.fromS("lost"),
                "quantity", AttributeValue.fromN("1.5"),
                "tags", AttributeValue.fromL(List.of(AttributeValue.fromBool(true)))));
    }

    @Override
    protected void storeAt(Order order, String processedAt, String dayShard) {
        Map<String, AttributeValue> item = new HashMap<>(OrdersTable.toItem(
                QueuedOrder.of(order, null),
                Instant.EPOCH,
                stack.spec().options().shards()));
        item.put(OrdersTable.PROCESSED_AT, AttributeValue.fromS(processedAt));
        item.put(OrdersTable.DAY_SHARD, AttributeValue.fromS(dayShard));
        put(item);
    }

    private void put(Map<String, AttributeValue> item) {
        AWS.clients().dynamoDb().putItem(request -> request.tableName(
                        stack.spec().names().table())
                .item(item));
    }

    @Test
    void whatIsMadeOfOtherValuesIsToldAsJson() throws Exception {
        storeOdd("X1");

        assertThat(orders().item("X1").orElseThrow().get("tags").text()).isEqualTo("[true]");
    }

    @Test
    void wholeRowsHaveEveryAttributeAsItIsStored() throws Exception {
        AttributeValue binary = AttributeValue.fromB(SdkBytes.fromUtf8String("b"));
        put(Map.of(
                "orderId", AttributeValue.fromS("X1"),
                "status", AttributeValue.fromS("new"),
                "itemName", binary,
                "quantity", AttributeValue.fromN("-5.50"),
                "like", AttributeValue.fromM(Map.of("B", AttributeValue.fromS("b"))),
                "list", AttributeValue.fromL(List.of(binary, AttributeValue.fromNul(true))),
                "set", AttributeValue.fromNs(List.of("1"))));

        assertThat(search("id:X1", false).look(1, 1, NOBODY).rows().get(0).attributes())
                .as("the window holds many")
                .isNull();
        Map<String, RowValue> all =
                orders().whole().byId(List.of("X1")).rows().get(0).attributes();

        assertThat(all.get("status").json()).isEqualTo("new");
        assertThat(all.get("itemName").json()).isEqualTo(Map.of("B", "Yg=="));
        assertThat(all.get("itemName").text()).isEqualTo("Yg==");
        assertThat(all.get("quantity").json()).hasToString(all.get("quantity").text());
        assertThat(all.get("like").json()).isEqualTo(Map.of("M", Map.of("B", "b")));
        assertThat(all.get("list").text()).isEqualTo("[{\"B\":\"Yg==\"},null]");
        assertThat(all.get("set").text()).isEqualTo("[1]");
    }

    @Test
    void namesAMissingTableAndAMissingIndex() {
        assertThatThrownBy(() -> table("Nowhere").recent("2026-11-22#0", TimeSpan.ALL, null, 10))
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(PortException.Kind.MISSING));
        AWS.clients().dynamoDb().createTable(request -> request.tableName("Bare")
                .keySchema(key -> key.attributeName("orderId").keyType("HASH"))
                .attributeDefinitions(each -> each.attributeName("orderId").attributeType(ScalarAttributeType.S))
                .billingMode("PAY_PER_REQUEST"));
        assertThatThrownBy(() -> table("Bare").byUser("U1", null, 10))
                .isInstanceOfSatisfying(PortException.class, e -> {
                    assertThat(e.kind()).isEqualTo(PortException.Kind.MISSING);
                    assertThat(e).hasMessage("has no index orders-by-user");
                });
    }
}
