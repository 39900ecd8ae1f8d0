package io.orderflow.order;

import org.jspecify.annotations.Nullable;

/** An order as somebody typed or imported it: text, not yet checked. Null and empty mean missing. */
public record OrderInput(
        @Nullable String orderId,
        @Nullable String userId,
        @Nullable String itemName,
        @Nullable String quantity,
        @Nullable String status,
        @Nullable String timestamp) {}
