package io.orderflow.order;

import org.jspecify.annotations.Nullable;

/**
 * The ids that can be told of a message, even of a malformed one; safe to log.
 *
 * @param orderId the first {@code orderId} that follows the rule for ids; null where there is none
 * @param publishId SNS's id of the publication; null in a raw body and where the envelope has none that looks like one
 */
public record MessageIds(@Nullable String orderId, @Nullable String publishId) {}
