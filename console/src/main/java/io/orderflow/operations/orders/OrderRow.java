package io.orderflow.operations.orders;

import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.order.Order;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.StoredOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of the Orders table, whoever wrote it. What it lacks is null. Many of them are held at a time: times are kept as
 * milliseconds, which is all that rows have. Does not change.
 */
public final class OrderRow {
    /** By when they were stored; those that do not tell come last, by their own time. */
    public static final Comparator<OrderRow> NEWEST_FIRST = Comparator.comparingLong((OrderRow row) -> row.processedAt)
            .thenComparingLong(row -> row.timestamp)
            .reversed()
            .thenComparing(OrderRow::orderId);

    /** What can be asked of them. */
    public static final FilterKeys<OrderRow> KEYS = FilterKeys.freeTextIn(OrderRow::words)
            .text("user", row -> list(row.userId))
            .openChoice("status", statuses(), row -> list(row.statusText()))
            .number("qty", OrderRow::number)
            .text("item", row -> list(row.itemName))
            .from("after", OrderRow::timestamp)
            .before("before", OrderRow::timestamp)
            .ageOrDay("stored", OrderRow::processedAt)
            .text("id", row -> List.of(row.orderId))
            .build();

    private static final long NONE = Long.MIN_VALUE;

    /** DynamoDB's numbers have 38 digits, and may have an exponent or many zeros. */
    private static final int LONGEST_NUMBER = 200;

    /** How a row that is no order by the rule book differs: its attributes as they stand there, and every fault. */
    private record Oddity(Map<String, String> texts, List<OrderFault> faults) {
        Oddity {
            texts = Map.copyOf(texts);
            faults = List.copyOf(faults);
        }
    }

    private final String orderId;
    private final @Nullable String userId;
    private final @Nullable String itemName;
    private final int quantity; // 0 where there is none
    private final @Nullable OrderStatus status;
    private final long timestamp;
    private final long processedAt;
    private final long sentAt;
    private final @Nullable Oddity odd;
    private final @Nullable Map<String, RowValue> attributes;

    private OrderRow(
            String orderId,
            @Nullable String userId,
            @Nullable String itemName,
            int quantity,
            @Nullable OrderStatus status,
            @Nullable Instant timestamp,
            @Nullable Instant processedAt,
            @Nullable Instant sentAt,
            @Nullable Oddity odd,
            @Nullable Map<String, RowValue> attributes) {
        this.orderId = orderId;
        this.userId = userId;
        this.itemName = itemName;
        this.quantity = quantity;
        this.status = status;
        this.timestamp = millis(timestamp);
        this.processedAt = millis(processedAt);
        this.sentAt = millis(sentAt);
        this.odd = odd;
        this.attributes = attributes;
    }

    /** A row that is an order. */
    public static OrderRow of(StoredOrder stored) {
        Order order = stored.order();
        return new OrderRow(
                order.orderId(),
                order.userId(),
                order.itemName(),
                order.quantity(),
                order.status(),
                order.timestamp(),
                stored.processedAt(),
                stored.sentAt(),
                null,
                null);
    }

    /**
     * A row that is none.
     *
     * @param texts its attributes by name, as they stand there; those of another kind than text or number are named by it
     * @param faults why; what they do not name can be relied on
     * @param timestamp null where it is unreadable, as with the others
     */
    public static OrderRow odd(
            String orderId,
            Map<String, String> texts,
            List<OrderFault> faults,
            @Nullable Instant timestamp,
            @Nullable Instant processedAt,
            @Nullable Instant sentAt) {
        List<String> wrong = faults.stream().map(OrderFault::field).toList();
        String quantity = wrong.contains("quantity") ? null : texts.get("quantity");
        String status = texts.get("status");
        return new OrderRow(
                orderId,
                texts.get("userId"),
                texts.get("itemName"),
                quantity == null ? 0 : Integer.parseInt(quantity),
                status == null ? null : OrderStatus.of(status).orElse(null),
                timestamp,
                processedAt,
                sentAt,
                new Oddity(texts, faults),
                null);
    }

    /** The same, with all its attributes as they are stored. */
    public OrderRow with(Map<String, RowValue> stored) {
        return new OrderRow(
                orderId,
                userId,
                itemName,
                quantity,
                status,
                timestamp(),
                processedAt(),
                sentAt(),
                odd,
                Map.copyOf(stored));
    }

    /** All attributes as they are stored, by name; null where they were not asked for. */
    public @Nullable Map<String, RowValue> attributes() {
        return attributes;
    }

    public String orderId() {
        return orderId;
    }

    public @Nullable String userId() {
        return userId;
    }

    public @Nullable String itemName() {
        return itemName;
    }

    public @Nullable Integer quantity() {
        return quantity == 0 ? null : quantity;
    }

    /** The quantity as a number, also where no order may have it; null where it is none. */
    private @Nullable Number number() {
        String text = quantity == 0 ? text("quantity") : null;
        return text == null ? quantity() : number(text);
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** The attribute that a key of {@link #KEYS} compares. */
    public static String compared(String key) {
        return switch (key) {
            case "qty" -> "quantity";
            case "stored" -> "processedAt";
            default -> "timestamp";
        };
    }

    /** Null also where it is none of ours: see {@link #text}. */
    public @Nullable OrderStatus status() {
        return status;
    }

    public @Nullable Instant timestamp() {
        return instant(timestamp);
    }

    public @Nullable Instant processedAt() {
        return instant(processedAt);
    }

    /** When SQS took it; null where that is not told. */
    public @Nullable Instant sentAt() {
        return instant(sentAt);
    }

    /** Why it is no order by the rule book; empty where it is one. */
    public List<OrderFault> faults() {
        return odd == null ? List.of() : odd.faults;
    }

    /** An attribute of a row that is no order, as it stands in the table; null where it is an order or lacks it. */
    public @Nullable String text(String attribute) {
        return odd == null ? null : odd.texts.get(attribute);
    }

    /** In lower case where it is one of ours; as it stands there where it is not. */
    public @Nullable String statusText() {
        return status == null ? text("status") : status.wire();
    }

    /** The order; empty where it is none by the rule book. */
    public Optional<Order> order() {
        if (odd != null) {
            return Optional.empty();
        }
        return Optional.of(new Order(
                orderId,
                Objects.requireNonNull(userId),
                Objects.requireNonNull(itemName),
                quantity,
                Objects.requireNonNull(status),
                Instant.ofEpochMilli(timestamp)));
    }

    /** As {@link StoredOrder#storedAfter}. */
    public @Nullable Duration storedAfter() {
        return processedAt == NONE || sentAt == NONE || processedAt < sentAt
                ? null
                : Duration.ofMillis(processedAt - sentAt);
    }

    /** Of two writings of an order the one that was stored later; the first where that is not told. */
    public static OrderRow newer(OrderRow one, OrderRow other) {
        return other.processedAt > one.processedAt
                        || (other.processedAt == one.processedAt && other.timestamp > one.timestamp)
                ? other
                : one;
    }

    /** Whether it is the same writing of the same order as another. */
    boolean sameWriting(OrderRow other) {
        return processedAt == other.processedAt && timestamp == other.timestamp && orderId.equals(other.orderId);
    }

    /** For machines, as the commands answer it; what is absent is null, what is odd as it stands in the table. */
    public Map<String, Object> fields() {
        Duration after = storedAfter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", orderId);
        fields.put("userId", userId);
        fields.put("itemName", itemName);
        fields.put("quantity", quantity == 0 ? text("quantity") : (Integer) quantity);
        fields.put("status", status == null ? text("status") : status.name());
        fields.put("timestamp", timestamp == NONE ? text("timestamp") : time(timestamp));
        fields.put("sentAt", time(sentAt));
        fields.put("processedAt", time(processedAt));
        fields.put("storedAfterMs", after == null ? null : after.toMillis());
        if (odd != null) {
            fields.put("faults", odd.faults.stream().map(OrderRow::fault).toList());
        }
        return fields;
    }

    private static Map<String, Object> fault(OrderFault fault) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("field", fault.field());
        fields.put("rule", fault.rule().name());
        fields.put("message", fault.message());
        return fields;
    }

    private List<String> words() {
        return Stream.of(orderId, userId, itemName, statusText())
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> list(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }

    private static List<String> statuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wire).toList();
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? NONE : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == NONE ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable String time(long millis) {
        return millis == NONE ? null : OrderTimestamp.format(Instant.ofEpochMilli(millis));
    }
}
