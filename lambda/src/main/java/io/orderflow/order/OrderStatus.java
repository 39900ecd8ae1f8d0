package io.orderflow.order;

/** Where an order stands. On the wire in any case, kept in upper case. */
public enum OrderStatus {
    NEW,
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED,
    RETURNED
}
