package io.orderflow.operations.entry.rows;

import io.orderflow.order.OrderFault;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a row.
 *
 * @param line the line that the row begins in, from 1
 * @param orderId as it stands there; null where there is none
 * @param field the order's, or {@link OrderFault#MESSAGE}
 * @param value as it stands there, shortened; null where there is none
 * @param message one English line
 * @param rule of the rule book; null where it is none of its rules
 */
public record RowFault(
        long line,
        @Nullable String orderId,
        String field,
        @Nullable String value,
        String message,
        @Nullable OrderFault rule) {}
