package io.orderflow.operations.orders;

import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param order the newest event of the order
 * @param processedAt when the consumer stored it
 * @param sentAt when SQS took it; null where that is not told
 * @param arrivedAt when it came into view while the table was open; null for what was there at first
 */
public record OrderRow(Order order, Instant processedAt, @Nullable Instant sentAt, @Nullable Instant arrivedAt) {
    public static final Comparator<OrderRow> NEWEST_FIRST = Comparator.comparing(OrderRow::processedAt)
            .reversed()
            .thenComparing(row -> row.order().orderId());

    /** What can be asked of them. */
    public static final FilterKeys<OrderRow> KEYS = FilterKeys.freeTextIn((OrderRow row) -> List.of(
                    row.order.orderId(),
                    row.order.userId(),
                    row.order.itemName(),
                    row.order.status().wire()))
            .text("user", row -> List.of(row.order.userId()))
            .choice("status", statuses(), row -> List.of(row.order.status().wire()))
            .number("qty", row -> row.order.quantity())
            .text("item", row -> List.of(row.order.itemName()))
            .from("after", row -> row.order.timestamp())
            .before("before", row -> row.order.timestamp())
            .ageOrDay("stored", OrderRow::processedAt)
            .text("id", row -> List.of(row.order.orderId()))
            .build();

    /** How long a row that came in stays marked. */
    static final Duration FRESH = Duration.ofSeconds(4);

    /** The row as it was found; null where others wrote it, without a processing time. */
    public static @Nullable OrderRow of(StoredOrder stored, @Nullable Instant arrivedAt) {
        Instant processedAt = stored.processedAt();
        return processedAt == null ? null : new OrderRow(stored.order(), processedAt, stored.sentAt(), arrivedAt);
    }

    /** As {@link StoredOrder#storedAfter}. */
    public @Nullable Duration storedAfter() {
        return new StoredOrder(order, processedAt, sentAt).storedAfter();
    }

    /** For machines, as the commands answer it; what is absent is null. */
    public Map<String, Object> fields() {
        Duration after = storedAfter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", order.orderId());
        fields.put("userId", order.userId());
        fields.put("itemName", order.itemName());
        fields.put("quantity", order.quantity());
        fields.put("status", order.status().name());
        fields.put("timestamp", OrderTimestamp.format(order.timestamp()));
        fields.put("sentAt", sentAt == null ? null : OrderTimestamp.format(sentAt));
        fields.put("processedAt", OrderTimestamp.format(processedAt));
        fields.put("storedAfterMs", after == null ? null : after.toMillis());
        return fields;
    }

    private static List<String> statuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wire).toList();
    }

    public boolean isFresh(Instant now) {
        return arrivedAt != null && Duration.between(arrivedAt, now).compareTo(FRESH) < 0;
    }
}
