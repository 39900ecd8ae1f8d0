package io.orderflow.order;

import java.time.Instant;
import java.util.List;

/**
 * One order event that has passed {@link OrderValidator}.
 *
 * @param orderId identifies the order; events of one order share it
 * @param userId the customer
 * @param itemName what was ordered
 * @param quantity how many, 1 to 1,000,000
 * @param status where the order stands
 * @param timestamp when the event happened, UTC; anything finer than a millisecond is cut off
 */
public record Order(
        String orderId, String userId, String itemName, int quantity, OrderStatus status, Instant timestamp) {

    /**
     * @throws java.time.DateTimeException when the timestamp lies outside the years 0 to 9999
     * @throws IllegalArgumentException when a value breaks the rule book; user input goes through
     *     {@link OrderValidator} instead, which says what is wrong
     */
    public Order {
        if (!OrderRules.isOrderId(orderId)) {
            throw new IllegalArgumentException("orderId breaks its rule");
        }
        requireText(OrderRules.USER_ID, userId, OrderRules.LONGEST_USER_ID);
        requireText(OrderRules.ITEM_NAME, itemName, OrderRules.LONGEST_ITEM_NAME);
        if (quantity < 1 || quantity > OrderRules.MOST) {
            throw new IllegalArgumentException("quantity must be 1 to 1,000,000, but is " + quantity);
        }
        timestamp = OrderTimestamp.truncate(timestamp);
    }

    private static void requireText(String field, String text, int longest) {
        List<OrderFault> faults = OrderRules.textFaults(field, text, longest);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.get(0).messageWithoutValue());
        }
    }
}
