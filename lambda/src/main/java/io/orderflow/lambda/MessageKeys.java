package io.orderflow.lambda;

import org.jspecify.annotations.Nullable;

/**
 * What tells a message's order from others; of its content nothing but the order's id.
 *
 * @param orderId the order's id; null where it cannot be told
 * @param publishId SNS's id of the publication; null in a raw body and where it cannot be told
 * @param eventHash of a valid order; null otherwise
 */
record MessageKeys(@Nullable String orderId, @Nullable String publishId, @Nullable String eventHash) {
    static final MessageKeys UNKNOWN = new MessageKeys(null, null, null);
}
