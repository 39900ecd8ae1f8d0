package io.orderflow.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.RowVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Letters with and without faults of every kind, and rows that are older, newer, the same or foreign. */
final class RehearsalSamples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STATUSES = List.of("new", "NEW", "Shipped", "cancelled", "delivered");

    private final Random random;
    private final Instant now;

    RehearsalSamples(Random random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /** Half of them valid; each in an envelope or raw. */
    String body(String orderId) {
        String order = random.nextBoolean() ? valid(orderId) : faulty(orderId);
        return random.nextInt(3) == 0 ? order : enveloped(order);
    }

    String valid(String orderId) {
        return order(orderId).toString();
    }

    private ObjectNode order(String orderId) {
        Instant time = now.minus(Duration.ofMinutes(random.nextInt(100_000))).plusMillis(random.nextInt(1_000));
        return JSON.createObjectNode()
                .put("orderId", orderId)
                .put("userId", "U" + random.nextInt(50) + (random.nextInt(5) == 0 ? " é數" : ""))
                .put("itemName", "Lamp " + random.nextInt(9))
                .put("quantity", 1 + random.nextInt(1_000_000))
                .put("status", pick(STATUSES))
                .put(
                        "timestamp",
                        random.nextBoolean()
                                ? OrderTimestamp.format(time)
                                : time.toString().replace("Z", "+00:00"));
    }

    private String enveloped(String order) {
        return JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "m-" + random.nextInt())
                .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:OrderTopic")
                .put("Message", order)
                .put("Timestamp", OrderTimestamp.format(now))
                .toString();
    }

    private String faulty(String orderId) {
        ObjectNode order = order(orderId);
        String field = pick(List.of("orderId", "userId", "itemName", "quantity", "status", "timestamp"));
        return switch (random.nextInt(10)) {
            case 0 -> order.without(List.of(field)).toString();
            case 1 -> order.putNull(field).toString();
            case 2 -> order.put(field, true).put("quantity", "2").toString();
            case 3 ->
                order.put("quantity", pick(List.of(0, -5, 1_000_001)))
                        .put("status", "gone")
                        .toString();
            case 4 -> order.put("quantity", 1.5).put("userId", " \u200b").toString();
            case 5 ->
                order.put("timestamp", pick(List.of("yesterday", "2025-05-03T12:00:00", "2999-01-01T00:00:00Z")))
                        .toString();
            case 6 ->
                order.put("orderId", "no spaces " + random.nextInt())
                        .put("itemName", "x".repeat(257))
                        .toString();
            case 7 -> order.toString().replaceFirst("\\{", "{\"" + field + "\":1,");
            case 8 -> order.toString().substring(0, 20 + random.nextInt(60));
            default ->
                pick(List.of(
                        " ",
                        "[]",
                        "null",
                        "hello",
                        "\ufeff" + order,
                        order + " x",
                        "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"));
        };
    }

    /** Of an order, as one that its event finds in the table; empty where it finds none. */
    Optional<OrderState> row(Order order) {
        Instant time = order.timestamp();
        int kind = random.nextInt(9);
        if (kind == 0) {
            return Optional.empty();
        }
        Map<String, String> row = new TreeMap<>();
        row.put(OrdersTable.ORDER_ID, order.orderId());
        row.put(OrdersTable.USER_ID, order.userId());
        row.put(OrdersTable.ITEM_NAME, order.itemName());
        row.put(OrdersTable.STATUS, order.status().name());
        String hash = OrdersTable.eventHash(order);
        switch (kind) {
            case 1 -> ours(row, time.minusMillis(1), "f".repeat(64));
            case 2 -> ours(row, time.plusMillis(1), "0".repeat(64));
            case 3 -> ours(row, time, hash);
            case 4 -> ours(row, time, "0".repeat(64));
            case 5 -> ours(row, time, "f".repeat(64));
            // others' rows have no hash, and their times other forms
            case 6 ->
                row.put(OrdersTable.TIMESTAMP, time.minusSeconds(60).toString().replace("Z", "+00:00"));
            case 7 -> row.put(OrdersTable.TIMESTAMP, time.plusSeconds(60).toString());
            default -> row.put(OrdersTable.TIMESTAMP, random.nextBoolean() ? "long ago" : OrderTimestamp.format(time));
        }
        return Optional.of(state(row, order.quantity()));
    }

    private static void ours(Map<String, String> row, Instant time, String hash) {
        row.put(OrdersTable.TIMESTAMP, OrderTimestamp.format(time));
        row.put(OrdersTable.EVENT_HASH, hash);
        row.put(OrdersTable.PROCESSED_AT, OrderTimestamp.format(time));
        row.put(OrdersTable.DAY_SHARD, "2026-11-22#1");
    }

    private static OrderState state(Map<String, String> row, int quantity) {
        Map<String, AttributeValue> item = row.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> AttributeValue.fromS(each.getValue())));
        item.put(OrdersTable.QUANTITY, AttributeValue.fromN(Integer.toString(quantity)));
        RowVersion version = RowVersion.of(item);
        Map<String, Object> fields = new TreeMap<>(row);
        fields.put(OrdersTable.QUANTITY, (long) quantity);
        return new OrderState(version.time(), version.hash(), null, null, fields);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
