package io.orderflow.order;

import java.time.Instant;

/**
 * One order event that has passed {@link OrderValidator}.
 *
 * @param orderId identifies the order; events of one order share it
 * @param userId the customer
 * @param itemName what was ordered
 * @param quantity how many, 1 to 1,000,000
 * @param status where the order stands
 * @param timestamp when the event happened, UTC, to the millisecond
 */
public record Order(
        String orderId, String userId, String itemName, int quantity, OrderStatus status, Instant timestamp) {}
