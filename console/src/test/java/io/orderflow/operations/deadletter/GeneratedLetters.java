package io.orderflow.operations.deadletter;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrdersTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Dead letters of twelve causes, from a seed: every second one in an SNS envelope, no two with the same values, mixed.
 *
 * @param rows time and hash of the rows that make letters be stored already or superseded, by order
 */
public record GeneratedLetters(List<Letter> letters, Map<String, Row> rows) {

    /** Why letters die. */
    public enum Cause {
        NEVER_STORED,
        STORED_ALREADY,
        SUPERSEDED,
        NO_ORDER_ID,
        BLANK_USER,
        QUANTITY_IN_WORDS,
        NO_QUANTITY,
        STATUS,
        TIME,
        NO_JSON,
        A_LIST,
        TWICE;

        private String body(Order order) {
            String json = json(order);
            return switch (this) {
                case NEVER_STORED, STORED_ALREADY, SUPERSEDED -> json;
                case NO_ORDER_ID -> json.replaceFirst("\"orderId\":\"[^\"]*\",", "");
                case BLANK_USER -> json.replaceFirst("\"userId\":\"[^\"]*\"", "\"userId\":\"  \"");
                case QUANTITY_IN_WORDS -> json.replaceFirst("\"quantity\":[0-9]+", "\"quantity\":\"some\"");
                case NO_QUANTITY -> json.replaceFirst("\"quantity\":([0-9]+)", "\"quantity\":-$1");
                case STATUS ->
                    json.replaceFirst("\"status\":\"[A-Z]+\"", "\"status\":\"LOST" + order.quantity() + "\"");
                case TIME -> json.replaceFirst("T[0-9:.]+Z", " o'clock");
                case NO_JSON -> json.substring(0, 40);
                case A_LIST -> "[" + json + "]";
                case TWICE -> json.replaceFirst("\\{", "{\"quantity\":" + order.quantity() + ",");
            };
        }
    }

    /** @param body raw or in an envelope */
    public record Letter(Cause cause, String orderId, String body) {}

    /** What decides in a row. */
    public record Row(Instant time, String hash) {}

    public static GeneratedLetters of(long seed, int count, Instant now) {
        Random random = new Random(seed);
        List<Letter> letters = new ArrayList<>(count);
        Map<String, Row> rows = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Cause cause = Cause.values()[i % Cause.values().length];
            Order order = new Order(
                    String.format(Locale.ROOT, "GEN-%06d", i),
                    "user-" + random.nextInt(count),
                    "Item \"" + random.nextInt(1_000) + "\" – né",
                    1 + random.nextInt(1_000),
                    OrderStatus.NEW,
                    now.minus(Duration.ofMinutes(1 + random.nextInt(3_000))));
            if (cause == Cause.STORED_ALREADY) {
                rows.put(order.orderId(), new Row(order.timestamp(), OrdersTable.eventHash(order)));
            } else if (cause == Cause.SUPERSEDED) {
                rows.put(order.orderId(), new Row(order.timestamp().plusMillis(1), "0".repeat(64)));
            }
            String body = cause.body(order);
            letters.add(new Letter(cause, order.orderId(), i % 2 == 0 ? body : envelope(body)));
        }
        Collections.shuffle(letters, random);
        return new GeneratedLetters(letters, rows);
    }

    /** How many there are of each cause. */
    public Map<Cause, Long> counts() {
        Map<Cause, Long> counts = new LinkedHashMap<>();
        Arrays.stream(Cause.values())
                .forEach(cause -> counts.put(
                        cause,
                        letters.stream().filter(each -> each.cause() == cause).count()));
        return counts;
    }

    private static String json(Order order) {
        return "{\"orderId\":\"" + order.orderId() + "\",\"userId\":\"" + order.userId() + "\",\"itemName\":\""
                + order.itemName().replace("\"", "\\\"") + "\",\"quantity\":" + order.quantity() + ",\"status\":\""
                + order.status() + "\",\"timestamp\":\"" + OrderTimestamp.format(order.timestamp()) + "\"}";
    }

    private static String envelope(String message) {
        return Map.of(
                        "Type", "Notification",
                        "MessageId", "5c6a0b1e-8f6e-4f3c-9c0d-000000000000",
                        "TopicArn", "arn:aws:sns:us-east-1:000000000000:OrderTopic",
                        "Message", message)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
