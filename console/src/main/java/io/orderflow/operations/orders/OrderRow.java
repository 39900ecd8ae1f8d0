package io.orderflow.operations.orders;

import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
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
 * @param arrivedAt when it came into view while the table was open; null for what was there at first
 */
public record OrderRow(Order order, Instant processedAt, @Nullable Instant arrivedAt) {
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

    /** From the event to its row. */
    public Duration after() {
        return Duration.between(order.timestamp(), processedAt);
    }

    /** For machines, as the commands answer it. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("orderId", order.orderId());
        fields.put("userId", order.userId());
        fields.put("itemName", order.itemName());
        fields.put("quantity", order.quantity());
        fields.put("status", order.status().name());
        fields.put("timestamp", OrderTimestamp.format(order.timestamp()));
        fields.put("processedAt", OrderTimestamp.format(processedAt));
        return fields;
    }

    private static List<String> statuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wire).toList();
    }

    public boolean isFresh(Instant now) {
        return arrivedAt != null && Duration.between(arrivedAt, now).compareTo(FRESH) < 0;
    }
}
