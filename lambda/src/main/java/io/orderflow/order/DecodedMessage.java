package io.orderflow.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that holds a valid order.
 *
 * @param order the order
 * @param enveloped whether SNS wrapped it
 * @param publishId as in {@link MessageIds}
 * @param publishedAt when SNS took it; null in a raw body and where the envelope's time cannot be read
 */
public record DecodedMessage(
        Order order, boolean enveloped, @Nullable String publishId, @Nullable Instant publishedAt) {}
